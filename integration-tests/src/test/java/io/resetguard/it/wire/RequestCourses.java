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

/** Kinds of requests: methods, TLS, redirects, authentication, 100-continue. */
final class RequestCourses {
    private static final String FAILED = ".*(Connection reset|received no bytes|Broken pipe|EOF).*";

    private RequestCourses() {}

    static Stream<Course> of(Client client) {
        return Stream.of(methods(client), tls(client), hops(client), expectContinue(client))
                .flatMap(rows -> rows);
    }

    private static EventPattern reset() {
        return EventPattern.peerReset(".*", "await_response", "rst");
    }

    private static Stream<Course> methods(Client client) {
        boolean both = client == Client.HTTP_URL_CONNECTION;
        Expectation hidden = sent(2).connected(2).gets("200/(0|100)").tells(SendsTold.hidden(2, reset()));
        Expectation once = sent(1).connected(1).gets(FAILED).tells(SendsTold.surfaced(1, reset()));
        return Stream.of(
                plain(client, "RST, first time: HEAD", Request.of("HEAD"), hidden, RESET_BEFORE_RESPONSE, RESPOND),
                plain(
                        client,
                        "RST, first time: OPTIONS",
                        Request.of("OPTIONS"),
                        both ? hidden : once,
                        RESET_BEFORE_RESPONSE,
                        RESPOND));
    }

    private static Stream<Course> tls(Client client) {
        boolean both = client == Client.HTTP_URL_CONNECTION;
        EventPattern reset =
                reset().with("tls", "true").with("connection_reused", "true").with("connection_requests", "2");
        Expectation hidden = sent(3).connected(2).gets("200/100 \\| 200/100").tells(SendsTold.hidden(2, reset));
        Expectation once = sent(2).connected(1).gets("200/100 \\| " + FAILED).tells(SendsTold.surfaced(1, reset));
        return Stream.of(
                reused(client, "RST, reused, TLS: GET", Request.of("GET"), hidden),
                reused(client, "RST, reused, TLS: POST", Request.of("POST"), both ? hidden : once),
                Course.of(
                        client,
                        "TLS alert",
                        scene -> {
                            ScriptedServer server = scene.secured(ALERT_IN_TLS_HANDSHAKE.step());
                            Result result = scene.send(server, Request.of("GET"));
                            return Seen.of(server.received().size(), server.connections(), result);
                        },
                        sent(0).connected(1).gets(".*handshake_failure.*")),
                Course.of(
                        client,
                        "certificate that is not trusted",
                        scene -> {
                            ScriptedServer server = scene.secured(RESPOND.step());
                            Result result = scene.send(server, Request.of("GET").with("trust", "none"));
                            return Seen.of(server.received().size(), server.connections(), result);
                        },
                        sent(0).connected(1).gets(".*nobody is trusted.*")));
    }

    private static Course reused(Client client, String name, Request request, Expectation expected) {
        return Course.of(
                client,
                name,
                scene -> {
                    ScriptedServer server = scene.secured(RESPOND.step(), RESET_BEFORE_RESPONSE.step(), RESPOND.step());
                    Result warm = scene.send(server, Request.of("GET").with("name", "warm-up"));
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), warm, result);
                },
                expected);
    }

    /** The reset is the second hop's. */
    private static Stream<Course> hops(Client client) {
        EventPattern second = reset();
        EventPattern redirected = second.with("url", ".*/target");
        Expectation hidden = sent(3).connected(2, 3)
                .gets("200/100")
                .because("HttpURLConnection reuses the connection of the first hop only if it has time to");
        Request follow = Request.of("GET").with("redirects");
        Request authenticated = Request.of("GET").with("authenticate", "scripted:secret");
        return Stream.of(
                Course.of(
                        client,
                        "RST after a redirect, first time",
                        scene -> {
                            ServerStep there = RESPOND.step()
                                    .withStatus(302)
                                    .withBody(0)
                                    .withHeader("Location: " + scene.path + "target");
                            ScriptedServer server = scene.server(there, RESET_BEFORE_RESPONSE.step(), RESPOND.step());
                            Result result = scene.send(server, follow);
                            return Seen.of(server.received().size(), server.connections(), result);
                        },
                        hidden.tells(SendsTold.hidden(2, redirected))),
                plain(
                        client,
                        "RST after a 401, first time",
                        authenticated,
                        hidden.tells(SendsTold.hidden(2, second)),
                        UNAUTHORIZED_401,
                        RESET_BEFORE_RESPONSE,
                        RESPOND));
    }

    private static Stream<Course> expectContinue(Client client) {
        Request upload = Request.of("POST").with("expectContinue").with("streaming", "fixed");
        Request request = client == Client.HTTP_CLIENT ? upload.with("streaming", "none") : upload;
        EventPattern late = EventPattern.peerReset(".*", "await_response", "rst");
        EventPattern early = EventPattern.peerReset(".*", "await_response|write_body", "rst|broken_pipe|eof");
        return Stream.of(
                plain(
                        client,
                        "RST after 100 Continue and the body: POST",
                        request,
                        sent(1).connected(1)
                                .gets(FAILED)
                                .tells(SendsTold.surfaced(1, late))
                                .because("the 100 is not the beginning of the answer"),
                        RESET_BEFORE_RESPONSE),
                plain(
                        client,
                        "RST instead of 100 Continue: POST",
                        request,
                        sent(1).connected(1)
                                .gets(FAILED)
                                .tells(SendsTold.surfaced(1, early))
                                .because("a reset while it waits for the 100 is met by what it does next"),
                        RESET_DURING_UPLOAD));
    }

    private static Course plain(
            Client client, String name, Request request, Expectation expected, SocketEffect... effects) {
        return Course.of(
                client,
                name,
                scene -> {
                    ScriptedServer server = scene.server(
                            Stream.of(effects).map(SocketEffect::step).toArray(ServerStep[]::new));
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                expected);
    }
}
