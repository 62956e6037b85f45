package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.stream.Stream;

/** {@code -Dsun.net.http.retryPost=false}: a POST is sent once after it was written, but not while it is written. */
final class RetryPostCourses {
    private RetryPostCourses() {}

    static Stream<Course> all() {
        EventPattern reset = new EventPattern("peer_reset", java.util.Map.of()).with("phase", "await_response");
        EventPattern upload = new EventPattern("peer_reset", java.util.Map.of())
                .with("phase", "write_body|await_response")
                .with("signal", "rst|broken_pipe|eof");
        Expectation once = sent(1).connected(1);
        Expectation twice = sent(2).connected(2);
        Request large = Request.of("POST").with("body", 8_000_000);
        return Stream.of(
                to(
                        "RST before the response",
                        Request.of("POST"),
                        once.gets(UrlConnectionPoints.RESET).tells(SendsTold.surfaced(1, reset.with("signal", "rst"))),
                        RESET_BEFORE_RESPONSE.step()),
                to(
                        "FIN before the response",
                        Request.of("POST"),
                        once.gets(UrlConnectionPoints.END_OF_FILE)
                                .tells(SendsTold.surfaced(1, reset.with("signal", "eof"))),
                        CLOSE_BEFORE_RESPONSE.step()),
                to(
                        "RST before the response",
                        Request.of("PUT"),
                        twice.gets("200/100").tells(SendsTold.hidden(2, reset.with("signal", "rst"))),
                        RESET_BEFORE_RESPONSE.step(),
                        RESPOND.step()),
                to(
                        "RST before the response",
                        Request.of("DELETE"),
                        twice.gets("200/100").tells(SendsTold.hidden(2, reset.with("signal", "rst"))),
                        RESET_BEFORE_RESPONSE.step(),
                        RESPOND.step()),
                to(
                        "RST during an upload",
                        large,
                        twice.gets("200/100").tells(SendsTold.hidden(2, upload)),
                        RESET_DURING_UPLOAD.step().cutAfter(1000),
                        RESPOND.step()),
                whileIdle(CLOSE_WHILE_IDLE),
                whileIdle(RESET_WHILE_IDLE));
    }

    private static Course to(String name, Request request, Expectation expected, ServerStep... steps) {
        return Course.of(
                Client.HTTP_URL_CONNECTION,
                name + ": " + request.method(),
                scene -> {
                    ScriptedServer server = scene.server(steps);
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                expected);
    }

    /** The head is flushed before the body, so the write of the body fails, and such a failure the property ignores. */
    private static Course whileIdle(SocketEffect effect) {
        EventPattern reset = new EventPattern("peer_reset", java.util.Map.of())
                .with("phase", "write_head|write_body|await_response")
                .with("signal", "rst|broken_pipe|eof");
        return Course.of(
                Client.HTTP_URL_CONNECTION,
                effect + ": POST",
                scene -> {
                    ScriptedServer server = scene.server(effect.step(), RESPOND.step());
                    scene.send(server, Request.of("GET"));
                    Scene.awaitIdleClose(server);
                    Result result = scene.send(server, Request.of("POST"));
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                sent(2).connected(2).gets("200/100").tells(SendsTold.hidden(2, reset)));
    }
}
