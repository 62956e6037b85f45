package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.util.stream.Stream;

/** Requests that ask for another protocol: WebSocket, whose own end is no event, and h2c where it is not granted. */
final class UpgradeCourses {
    private UpgradeCourses() {}

    static Stream<Course> all() {
        Request webSocket = Request.of("GET").with("websocket").with("timeoutMs", 5000);
        Request h2c = Request.of("GET").with("version", "2").with("timeoutMs", 5000);
        EventPattern reset = new EventPattern("peer_reset", java.util.Map.of())
                .with("phase", "await_response")
                .with("protocol", "http/1.1")
                .with("signal", "rst");
        EventPattern closed = reset.with("signal", "eof");
        Expectation once = sent(1).connected(1);
        Expectation five =
                sent(2).connected(2).from(26, jdk -> jdk.sentInstead(5).connected(5));
        return Stream.of(
                to(
                        "WebSocket, opened and aborted",
                        webSocket.with("read", "none"),
                        once.gets("101/0"),
                        WEBSOCKET.step()),
                to(
                        "WebSocket, RST after it was opened",
                        webSocket,
                        once.gets("101/0 .*(Connection reset|EOF).*"),
                        WEBSOCKET_RESET.step()),
                to(
                        "WebSocket, RST instead of the 101",
                        webSocket,
                        five.gets(".*Exception.*Connection reset.*")
                                .tells(SendsTold.surfaced(2, reset))
                                .from(26, jdk -> jdk.tells(SendsTold.surfaced(5, reset))),
                        RESET_BEFORE_RESPONSE.step()),
                to(
                        "WebSocket, FIN instead of the 101",
                        webSocket,
                        five.gets(".*Exception.*EOF reached.*")
                                .tells(SendsTold.surfaced(2, closed))
                                .from(26, jdk -> jdk.tells(SendsTold.surfaced(5, closed))),
                        CLOSE_BEFORE_RESPONSE.step()),
                to(
                        "WebSocket, RST instead of the 101, first time",
                        webSocket.with("read", "none"),
                        sent(2).connected(2).gets("101/0").tells(SendsTold.hidden(2, reset)),
                        RESET_BEFORE_RESPONSE.step(),
                        WEBSOCKET.step()),
                to("h2c not granted", h2c, once.gets("200/100"), RESPOND.step()),
                to(
                        "RST instead of the 101 to h2c: POST",
                        Request.of("POST").with("version", "2"),
                        once.gets(".*Connection reset.*").tells(SendsTold.surfaced(1, reset)),
                        RESET_BEFORE_RESPONSE.step()),
                to(
                        "RST instead of the 101 to h2c, first time: GET",
                        h2c,
                        sent(2).connected(2).gets("200/100").tells(SendsTold.hidden(2, reset)),
                        RESET_BEFORE_RESPONSE.step(),
                        RESPOND.step()));
    }

    private static Course to(String name, Request request, Expectation expected, ServerStep... steps) {
        return Course.of(
                Client.HTTP_CLIENT,
                name,
                scene -> {
                    ScriptedServer server = scene.server(steps);
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                expected);
    }
}
