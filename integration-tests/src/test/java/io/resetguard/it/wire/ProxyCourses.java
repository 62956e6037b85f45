package io.resetguard.it.wire;

import static io.resetguard.it.support.ProxyEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;
import java.util.stream.Stream;

/** Through a proxy; the requests are those that the origin received, the connections those that the proxy did. */
final class ProxyCourses {
    private static final ServerStep ANSWER = SocketEffect.RESPOND.step();
    private static final ServerStep RESET = SocketEffect.RESET_BEFORE_RESPONSE.step();
    private static final String PROXY = "127\\.0\\.0\\.1:\\d+";

    private ProxyCourses() {}

    static Stream<Course> of(Client client) {
        Stream<Course> own = client == Client.HTTP_CLIENT ? Stream.of(tunnelForHttp2()) : Stream.empty();
        return Stream.of(plain(client), tunnel(client), own).flatMap(courses -> courses);
    }

    private static EventPattern reset(String phase, String signal) {
        return new EventPattern("peer_reset", java.util.Map.of())
                .with("phase", phase)
                .with("signal", signal)
                .with("proxy", PROXY);
    }

    private static Stream<Course> plain(Client client) {
        EventPattern reset = reset("await_response|write_body", "rst").with("tls", "false");
        Expectation answered = sent(1).connected(1).gets("200/100");
        Expectation hidden = sent(1).connected(2).gets("200/100").tells(SendsTold.hidden(2, reset));
        boolean bothSentTwice = client == Client.HTTP_URL_CONNECTION;
        Expectation once = sent(0).connected(1)
                .gets(".*(Connection reset|received no bytes).*")
                .tells(SendsTold.surfaced(1, reset));
        return Stream.of(
                course(client, false, "answered", "GET", answered, List.of(ANSWER), FORWARD),
                course(client, false, "answered", "POST", answered, List.of(ANSWER), FORWARD),
                course(
                        client,
                        false,
                        "RST before the answer, first time",
                        "GET",
                        hidden,
                        List.of(ANSWER),
                        RESET_BEFORE_ANSWER,
                        FORWARD),
                course(
                        client,
                        false,
                        "RST before the answer, first time",
                        "POST",
                        bothSentTwice ? hidden : once,
                        List.of(ANSWER),
                        RESET_BEFORE_ANSWER,
                        FORWARD),
                course(
                        client,
                        false,
                        "RST of the origin, first time",
                        "GET",
                        hidden.sentInstead(2),
                        List.of(RESET, ANSWER),
                        FORWARD));
    }

    private static Stream<Course> tunnel(Client client) {
        boolean both = client == Client.HTTP_URL_CONNECTION;
        Expectation answered = sent(1).connected(1).gets("200/100");
        EventPattern reset = reset("await_response", "rst").with("tls", "true");
        Expectation hidden = sent(2).connected(2).gets("200/100").tells(SendsTold.hidden(2, reset));
        Expectation once = sent(1).connected(1)
                .gets(".*(Connection reset|received no bytes).*")
                .tells(SendsTold.surfaced(1, reset));
        return Stream.of("GET", "POST")
                .flatMap(method -> Stream.of(
                        course(client, true, "answered", method, answered, List.of(ANSWER), FORWARD),
                        course(
                                client,
                                true,
                                "CONNECT refused",
                                method,
                                sent(0).connected(1).gets(".*Tunnel failed.*|.*Unable to tunnel.*|502/0"),
                                List.of(ANSWER),
                                REFUSE_TUNNEL),
                        course(
                                client,
                                true,
                                "RST before the answer to CONNECT",
                                method,
                                tunnelEnds(client, method, "rst"),
                                List.of(ANSWER),
                                RESET_BEFORE_ANSWER),
                        course(
                                client,
                                true,
                                "FIN before the answer to CONNECT",
                                method,
                                tunnelEnds(client, method, "eof"),
                                List.of(ANSWER),
                                CLOSE_BEFORE_ANSWER),
                        course(
                                client,
                                true,
                                "RST in the TLS handshake",
                                method,
                                sent(0).connected(1)
                                        .gets(".*(Connection reset|terminated the handshake).*")
                                        .tells(EventRule.exactly(reset("tls_handshake", "rst|eof|broken_pipe")
                                                .with("outcome", "surfaced")
                                                .with("tls", "true"))),
                                List.of(ANSWER),
                                RESET_AFTER_TUNNEL),
                        course(
                                client,
                                true,
                                "RST of the origin, first time",
                                method,
                                both || method.equals("GET") ? hidden : once,
                                List.of(RESET, ANSWER),
                                FORWARD)));
    }

    /** Where HTTP/2 is wanted there is no exchange yet when the tunnel ends: nothing was sent, and the JDK begins anew. */
    private static Course tunnelForHttp2() {
        Request get = Request.of("GET").with("version", "2");
        return Course.of(
                Client.HTTP_CLIENT,
                "tunnel, RST before the answer to CONNECT, and HTTP/2 is wanted",
                scene -> {
                    ScriptedProxy proxy = scene.proxy(RESET_BEFORE_ANSWER, FORWARD);
                    ScriptedServer origin = scene.secured(ANSWER);
                    Result result = scene.send(origin, get.with("proxy", proxy.address()));
                    return Seen.of(
                            origin.received().size(), proxy.requestLines().size(), result);
                },
                sent(1).gets("200/100")
                        .tells(EventRule.exactly(
                                reset("proxy_tunnel", "rst").with("outcome", "jdk_resent"),
                                EventPattern.jdkResend()
                                        .with("retry_tier", "P0")
                                        .with("sends", "1"))));
    }

    /** HttpClient repeats the whole of a GET, tunnel and all. The request itself was not sent. */
    private static Expectation tunnelEnds(Client client, String method, String signal) {
        EventPattern told = reset("proxy_tunnel", signal).with("url", ".*/course-\\d+/" + method);
        EventPattern surfaced = told.with("outcome", "surfaced");
        EventPattern hidden = told.with("outcome", "jdk_resent");
        Expectation once = sent(0).connected(1).gets(".*Exception.*").tells(EventRule.exactly(surfaced));
        boolean repeated = client == Client.HTTP_CLIENT && method.equals("GET");
        return repeated
                ? once.connected(2).tells(EventRule.atLeast(hidden, surfaced)).from(26, jdk -> jdk.connected(5)
                        .tells(EventRule.atLeast(hidden, hidden, hidden, hidden, surfaced)))
                : once;
    }

    private static Course course(
            Client client,
            boolean tls,
            String name,
            String method,
            Expectation expected,
            List<ServerStep> steps,
            ProxyEffect... effects) {
        return Course.of(
                client,
                (tls ? "tunnel, " : "proxy, ") + name + ": " + method,
                scene -> {
                    ServerStep[] script = steps.toArray(ServerStep[]::new);
                    ScriptedServer origin = tls ? scene.secured(script) : scene.server(script);
                    ScriptedProxy proxy = scene.proxy(effects);
                    Result result = scene.send(
                            origin,
                            Request.of(method).with("proxy", proxy.address()).with("timeoutMs", 5000));
                    return Seen.of(
                            origin.received().size(), proxy.requestLines().size(), result);
                },
                expected);
    }
}
