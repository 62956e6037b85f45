package io.resetguard.it.wire;

import static io.resetguard.it.support.ProxyEffect.*;
import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryRow.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** With {@code retry=idempotent,retry.fresh=true}: what comes before and after a request that is sent again. */
final class RetryUrlConnectionCourses {
    private static final ServerStep RST = RESET_BEFORE_RESPONSE.step();
    private static final ServerStep HANDSHAKE_RST = RESET_IN_TLS_HANDSHAKE.step();
    private static final ServerStep ANSWER = RESPOND.step();
    private static final String RESET = "(SSLException: Connection reset <- )?SocketException: Connection reset";
    private static final String AWAITS = "await_response";

    private RetryUrlConnectionCourses() {}

    static Stream<Course> all() {
        return Stream.of(redirects(), failures(), tunnels(), connected()).flatMap(courses -> courses);
    }

    /** The request is written anew just as it was: first line, headers, credentials. */
    private static Stream<Course> redirects() {
        return Stream.of(
                plain(
                        "the second hop is sent again, not the first",
                        Request.of("GET"),
                        sent(4).connected(4)
                                .gets("GET GET /redirected GET /redirected GET /redirected: 200/100 suppressed=0")
                                .tells(exactly(resent(AWAITS, "rst"), retried(AWAITS, "rst", "U", "200"))),
                        REDIRECT.step(),
                        RST,
                        RST,
                        ANSWER),
                plain(
                        "the first hop is sent again, and followed",
                        Request.of("GET"),
                        sent(4).gets("GET GET GET GET /redirected: 200/100 suppressed=0")
                                .tells(exactly(resent(AWAITS, "rst"), retried(AWAITS, "rst", "U", "302"))),
                        RST,
                        RST,
                        REDIRECT.step(),
                        ANSWER),
                secured(
                        "a POST whose handshake was repeated is redirected",
                        Request.of("POST"),
                        sent(2).connected(3)
                                .gets("POST GET /redirected: 200/100 suppressed=0")
                                .tells(exactly(retried("tls_handshake", "rst", "P0", "302"))),
                        HANDSHAKE_RST,
                        REDIRECT.step(),
                        ANSWER),
                plain(
                        "credentials are sent again, and once",
                        Request.of("GET").with("authenticate", "user:secret"),
                        sent(4).gets("GET GET\\+auth GET\\+auth GET\\+auth: 200/100 suppressed=0")
                                .tells(exactly(resent(AWAITS, "rst"), retried(AWAITS, "rst", "U", "200"))),
                        UNAUTHORIZED_401.step(),
                        RST,
                        RST,
                        ANSWER));
    }

    /** The application gets the first failure, with what came after it. */
    private static Stream<Course> failures() {
        EventPattern[] given = {
            EventPattern.peerReset("retried", "tls_handshake", "rst"),
            new EventPattern("retry", java.util.Map.of("status", ""))
        };
        return Stream.of(
                plain(
                        "a third RST",
                        Request.of("GET"),
                        sent(3).gets("GET GET GET: SocketException: Connection reset suppressed=1")
                                .tells(exactly(
                                        resent(AWAITS, "rst"),
                                        retried(AWAITS, "rst", "U", ""),
                                        surfaced(AWAITS, "rst", "retried_before"))),
                        RST),
                secured(
                        "three handshakes",
                        Request.of("POST"),
                        sent(0).connected(3)
                                .gets(": " + RESET + suppressed(2))
                                .until(8, jdk -> jdk.gets(": " + RESET + suppressed(3)))
                                .tells(exactly(given, given, surfaced("tls_handshake", "rst", "max_reached"))),
                        HANDSHAKE_RST),
                secured(
                        "the second send gets no answer in time",
                        Request.of("GET").with("timeoutMs", 700).with("connectTimeoutMs", 700),
                        sent(1).connected(2)
                                .gets("GET: " + RESET + suppressed(1))
                                .until(8, jdk -> jdk.gets("GET: " + RESET + suppressed(2)))
                                .tells(exactly(given)),
                        HANDSHAKE_RST,
                        STALL.step()),
                secured(
                        "the thread was interrupted",
                        Request.of("GET").with("interrupted"),
                        sent(0).connected(1)
                                .gets(": " + RESET + suppressed(0))
                                .until(8, jdk -> jdk.gets(": " + RESET + suppressed(1)))
                                .tells(exactly(surfaced("tls_handshake", "rst", "cancelled"))),
                        HANDSHAKE_RST,
                        ANSWER),
                plain(
                        "another protocol was asked for",
                        Request.of("GET").with("headers", "Upgrade:h2c"),
                        sent(2).gets("GET GET: SocketException: Connection reset suppressed=0")
                                .tells(exactly(resent(AWAITS, "rst"), surfaced(AWAITS, "rst", "protocol_switch"))),
                        RST));
    }

    /** JSSE of JDK 8 adds one of its own: that it could not send an alert either. */
    private static String suppressed(int count) {
        return " suppressed=" + count;
    }

    private static Stream<Course> tunnels() {
        return Stream.of(
                tunnel(
                        "RST in the TLS handshake behind the tunnel",
                        "POST",
                        sent(1).connected(2)
                                .gets("POST: 200/100 suppressed=0")
                                .tells(exactly(retried("tls_handshake", "rst|eof|broken_pipe", "P0", "200"))),
                        List.of(ANSWER),
                        RESET_AFTER_TUNNEL,
                        FORWARD),
                tunnel(
                        "RST of the origin, twice",
                        "GET",
                        sent(3).connected(3)
                                .gets("GET GET GET: 200/100 suppressed=0")
                                .tells(exactly(resent(AWAITS, "rst"), retried(AWAITS, "rst", "U", "200"))),
                        List.of(RST, RST, ANSWER),
                        FORWARD),
                tunnel(
                        "RST before the answer to CONNECT",
                        "GET",
                        sent(0).connected(1)
                                .gets(": .*Connection reset.* suppressed=0")
                                .tells(exactly(surfaced("proxy_tunnel", "rst", "protocol_switch"))),
                        List.of(ANSWER),
                        RESET_BEFORE_ANSWER,
                        FORWARD),
                tunnel(
                        "RST of CONNECT with credentials",
                        Request.of("GET").with("authenticate", "user:secret"),
                        sent(0).connected(2)
                                .gets(": .*Connection reset.* suppressed=0")
                                .tells(exactly(surfaced("proxy_tunnel", "rst", "protocol_switch"))),
                        List.of(ANSWER),
                        ASK_FOR_CREDENTIALS,
                        RESET_BEFORE_ANSWER,
                        FORWARD));
    }

    /** Where an application connects first, what it sends then may be another method, and had no part in the connecting. */
    private static Stream<Course> connected() {
        EventPattern[] repeated = retried("tls_handshake", "rst", "P0", "");
        Request getOrPost = Request.of("GET").with("body", 100).with("entry", "connect");
        return Stream.of(
                secured(
                        "a GET whose connect() was repeated becomes a POST",
                        getOrPost,
                        sent(1).connected(2)
                                .gets("POST: 200/100 suppressed=0")
                                .tells(exactly(retried("tls_handshake", "rst", "P0", "200"))),
                        HANDSHAKE_RST,
                        ANSWER),
                secured(
                        "a GET whose connect() was repeated becomes a POST that is reset",
                        getOrPost,
                        sent(2).connected(3)
                                .gets("POST POST: " + RESET + suppressed(1))
                                .until(8, jdk -> jdk.gets("POST POST: " + RESET + suppressed(2)))
                                .tells(exactly(
                                        repeated, resent(AWAITS, "rst"), surfaced(AWAITS, "rst", "not_idempotent"))),
                        HANDSHAKE_RST,
                        RST),
                secured(
                        "a GET whose connect() failed for good becomes a POST that finds a connection",
                        getOrPost.with("afterConnectError", "write"),
                        sent(1).connected(4)
                                .gets("POST: 200/100 suppressed=0")
                                .tells(exactly(repeated, repeated, surfaced("tls_handshake", "rst", "max_reached"))),
                        HANDSHAKE_RST,
                        HANDSHAKE_RST,
                        HANDSHAKE_RST,
                        ANSWER),
                unseen("GET"),
                unseen("POST"));
    }

    /** That the last send found no connection proves nothing of the first, after whose answer the JDK sent it again. */
    private static Course unseen(String method) {
        return Course.of(
                Client.HTTP_URL_CONNECTION,
                "a head that the JDK does not take, and RST in the TLS handshake: " + method,
                scene -> {
                    ScriptedServer server = scene.closing(ScriptedServer.startTls(new Script() {
                        @Override
                        public ServerStep onRequest(ReceivedRequest request) {
                            return ANSWER.withHeader("Too-Big: " + "x".repeat(500_000));
                        }

                        @Override
                        public ServerStep onConnection(int number) {
                            return number == 2 ? HANDSHAKE_RST : SERVE.step();
                        }
                    }));
                    Result result = scene.send(server, Request.of(method));
                    return seen(scene, server, server.connections(), result);
                },
                sent(1).connected(2)
                        .gets(method + ": " + RESET + suppressed(0))
                        .until(8, jdk -> jdk.gets(method + ": " + RESET + suppressed(1)))
                        .tells(exactly(surfaced("tls_handshake", "rst", "facts_missing")))
                        .because("JDK 11.0 has no jdk.http.maxHeaderSize")
                        .when(jdk -> jdk.feature() == 11, jdk -> jdk.connected(1)
                                .gets(method + ": 200/100 suppressed=0")
                                .tells(EventRule.none())));
    }

    private static Course plain(String name, Request request, Expectation expected, ServerStep... steps) {
        return Course.of(
                Client.HTTP_URL_CONNECTION,
                name,
                scene -> {
                    ScriptedServer server = scene.server(steps);
                    Result result = scene.send(server, request);
                    return seen(scene, server, server.connections(), result);
                },
                expected);
    }

    private static Course secured(String name, Request request, Expectation expected, ServerStep... steps) {
        return Course.of(
                Client.HTTP_URL_CONNECTION,
                name + ", TLS",
                scene -> {
                    ScriptedServer server = scene.secured(steps);
                    Result result = scene.send(server, request);
                    return seen(scene, server, server.connections(), result);
                },
                expected);
    }

    private static Course tunnel(
            String name, String method, Expectation expected, List<ServerStep> steps, ProxyEffect... effects) {
        return tunnel(name, Request.of(method), expected, steps, effects);
    }

    private static Course tunnel(
            String name, Request request, Expectation expected, List<ServerStep> steps, ProxyEffect... effects) {
        return Course.of(
                Client.HTTP_URL_CONNECTION,
                name + ": " + request,
                scene -> {
                    ScriptedServer origin = scene.secured(steps.toArray(ServerStep[]::new));
                    ScriptedProxy proxy = scene.proxy(effects);
                    Result result = scene.send(origin, request.with("proxy", proxy.address()));
                    return seen(scene, origin, proxy.requestLines().size(), result);
                },
                expected);
    }

    /** What the server received, what the application got, and how many exceptions were suppressed for it. */
    private static Seen seen(Scene scene, ScriptedServer server, int connections, Result result) {
        String received =
                server.received().stream().map(request -> text(scene, request)).collect(Collectors.joining(" "));
        String brief = received + ": " + result.brief() + " suppressed=" + result.suppressed();
        return new Seen(brief, server.received().size(), connections);
    }

    private static String text(Scene scene, ReceivedRequest request) {
        String path = request.path().startsWith(scene.path) ? "" : " " + request.path();
        return request.method() + (request.header("Authorization").isEmpty() ? "" : "+auth") + path;
    }
}
