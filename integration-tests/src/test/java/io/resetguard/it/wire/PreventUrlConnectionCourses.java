package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** With {@code prevent=on}: what is in the pool of HttpURLConnection, and what becomes of the next request. */
final class PreventUrlConnectionCourses {
    private static final Request GET = Request.of("GET");
    private static final List<Request> EACH = List.of(
            GET,
            Request.of("HEAD"),
            Request.of("DELETE"),
            Request.of("POST"),
            Request.of("POST").with("streaming", "fixed"),
            Request.of("PUT").with("streaming", "fixed"),
            Request.of("PUT").with("streaming", "chunked"));
    private static final String OK = "200/100";

    /** Enough for a look at the connection. */
    private static final long IDLE_MILLIS = 80;

    private PreventUrlConnectionCourses() {}

    /** With the limits that are set by themselves. */
    static Stream<Course> unlimited() {
        return Stream.of(healthyOnes(), staleOnes(), announced(), learned(), siblings(), tunnels(), parallel())
                .flatMap(courses -> courses);
    }

    /** Three that the server has ended, and a request: nothing is sent on any of them, nothing is sent twice. */
    private static Stream<Course> staleOnes() {
        return Stream.of(false, true).flatMap(tls -> EACH.stream()
                .flatMap(request -> Stream.of(
                        stale("FIN", tls, CLOSE_WHILE_IDLE.step(), "peer_closed", request),
                        stale("RST", tls, RESET_WHILE_IDLE.step(), "peer_closed", request),
                        stale(
                                "408",
                                tls,
                                UNSOLICITED_408.step(),
                                tls ? "peer_closed|unread_bytes" : "unread_bytes",
                                request))));
    }

    /** Where the operating system cannot be asked about a socket: what is found by trying to read. */
    static Stream<Course> onForeignSockets() {
        Request post = Request.of("POST");
        return Stream.of(
                healthy(false, post),
                stale("FIN", false, CLOSE_WHILE_IDLE.step(), "peer_closed", post),
                stale("RST", false, RESET_WHILE_IDLE.step(), "peer_closed", post),
                stale("408", false, UNSOLICITED_408.step(), "unread_bytes", post));
    }

    private static Course stale(String what, boolean tls, ServerStep step, String reason, Request request) {
        return course(
                "three ended by " + what + (tls ? ", TLS: " : ": ") + request,
                scene -> {
                    ScriptedServer server = server(scene, tls, meeting(3, number -> step, request1 -> RESPOND.step()));
                    List<Result> results = new ArrayList<>(scene.parallel(server, warmUp(), 3));
                    server.awaitIdleCloses(3);
                    Scene.idle(IDLE_MILLIS);
                    results.add(scene.send(server, request));
                    return seen(server, results);
                },
                sent(4).connected(4)
                        .gets("(200/100 \\| ){3}200/(100|0)")
                        .tells(EventRule.exactly(prevented(reason), prevented(reason), prevented(reason))));
    }

    /** Nothing speaks against it: then it is used again. Before all others, for each of the first TLS sockets has a pool. */
    private static Stream<Course> healthyOnes() {
        return Stream.of(false, true).flatMap(tls -> Stream.of(
                        GET, Request.of("POST"), Request.of("PUT").with("streaming", "fixed"))
                .map(request -> healthy(tls, request)));
    }

    private static Course healthy(boolean tls, Request request) {
        return course(
                "a healthy one" + (tls ? ", TLS: " : ": ") + request,
                scene -> {
                    ScriptedServer server = server(scene, tls, received -> RESPOND.step());
                    List<Result> results = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        results.add(scene.send(server, request));
                        Scene.idle(i % 2 == 0 ? 0 : IDLE_MILLIS);
                    }
                    return seen(server, results);
                },
                sent(4).connected(1).gets("(200/100 \\| ){3}200/100"));
    }

    /** The JDK keeps what the first connection of a pool announced: 60 s, for the second too, which announced 1 s. */
    private static Stream<Course> announced() {
        return Stream.of(
                course(
                        "the second one announced 1 s, the first 60 s",
                        scene -> {
                            ScriptedServer server = scene.server(meeting(
                                    2,
                                    number -> number == 1
                                            ? RESPOND.step().announcing(60, 100)
                                            : RESPOND.step().announcing(1, 100).after(200),
                                    request -> RESPOND.step()));
                            List<Result> results = new ArrayList<>(scene.parallel(server, warmUp(), 2));
                            Scene.idle(1_100);
                            results.add(scene.send(server, Request.of("POST")));
                            return seen(server, results);
                        },
                        sent(3).connected(2)
                                .gets("(200/100 \\| ){2}200/100")
                                .tells(EventRule.exactly(
                                        prevented("announced_idle").with("keep_alive_timeout_s", "(1)?")))),
                course(
                        "idle for less than was announced, but perhaps longer for the server",
                        scene -> {
                            ServerStep fast = RESPOND.step().announcing(2, 100);
                            ScriptedServer server = scene.server(fast, fast.after(600), fast);
                            List<Result> results = new ArrayList<>();
                            results.add(scene.send(server, Request.of("POST")));
                            results.add(scene.send(server, Request.of("POST")));
                            Scene.idle(1_750);
                            results.add(scene.send(server, Request.of("POST")));
                            return seen(server, results);
                        },
                        sent(3).connected(2)
                                .gets("(200/100 \\| ){2}200/100")
                                .tells(EventRule.exactly(prevented("announced_idle")))));
    }

    /** The end of an idle connection that shows only when it is used: at first the JDK sends twice, then never again. */
    private static Stream<Course> learned() {
        int posts = 9;
        return Stream.of(course(
                "an idle time after which the server resets what it gets",
                scene -> {
                    Map<Integer, Instant> last = new ConcurrentHashMap<>();
                    ScriptedServer server = scene.server(request -> {
                        Instant before = last.put(request.connection(), request.time());
                        boolean stale = before != null
                                && Duration.between(before, request.time()).toMillis() > 1000;
                        return (stale ? RESET_BEFORE_RESPONSE : RESPOND).step();
                    });
                    List<Result> results = new ArrayList<>();
                    for (int i = 0; i < posts; i++) {
                        results.add(scene.send(server, Request.of("POST")));
                        Scene.idle(1_100);
                    }
                    return seen(server, results);
                },
                sent(posts + 1, posts + 2, posts + 3)
                        .gets("(200/100 \\| ){8}200/100")
                        .tells(EventRule.atLeast(prevented("learned_idle"), prevented("learned_idle")))
                        .because("three failures are enough to know")));
    }

    /** One of three fails when it is used: what has been idle for as long goes with it. */
    private static Stream<Course> siblings() {
        return Stream.of(course(
                "the siblings of one that was stale",
                scene -> {
                    CyclicBarrier pair = new CyclicBarrier(2);
                    ScriptedServer server =
                            scene.server(meeting(3, number -> RESPOND.step().after(60L * number), request -> {
                                if (request.path().endsWith("/pair") && request.connection() > 3) {
                                    await(pair);
                                }
                                boolean stale = request.connection() <= 3 && request.onConnection() > 1;
                                return (stale ? RESET_BEFORE_RESPONSE : RESPOND).step();
                            }));
                    List<Result> results = new ArrayList<>(scene.parallel(server, warmUp(), 3));
                    results.add(scene.send(server, GET));
                    results.addAll(scene.parallel(server, GET.with("name", "pair"), 2));
                    return seen(server, results);
                },
                sent(7).connected(5)
                        .gets("(200/100 \\| ){5}200/100")
                        .tells(EventRule.exactly(
                                EventPattern.peerReset("jdk_resent", "await_response", "rst"),
                                EventPattern.jdkResend(),
                                prevented("sibling_stale"),
                                prevented("sibling_stale")))));
    }

    /** Behind a proxy a TLS socket lies on another: that is the one to look at. */
    private static Stream<Course> tunnels() {
        return Stream.of(GET, Request.of("POST"), Request.of("PUT").with("streaming", "fixed"))
                .flatMap(request -> Stream.of(
                        tunnel(
                                "one ended behind a tunnel: " + request,
                                request,
                                sent(2).connected(2)
                                        .gets(OK + " \\| " + OK)
                                        .tells(EventRule.exactly(prevented("peer_closed"))),
                                CLOSE_WHILE_IDLE),
                        tunnel(
                                "a healthy one behind a tunnel: " + request,
                                request,
                                sent(2).connected(1).gets(OK + " \\| " + OK),
                                RESPOND)));
    }

    private static Course tunnel(String name, Request request, Expectation expected, SocketEffect first) {
        return course(
                name,
                scene -> {
                    ScriptedServer origin = scene.secured(first.step(), RESPOND.step());
                    ScriptedProxy proxy = scene.proxy(ProxyEffect.FORWARD);
                    Request proxied = request.with("proxy", proxy.address());
                    Result warm = scene.send(origin, proxied);
                    if (first != RESPOND) {
                        proxy.awaitEnds(1);
                    }
                    Scene.idle(IDLE_MILLIS);
                    return seen(origin, List.of(warm, scene.send(origin, proxied)));
                },
                expected);
    }

    /** Many at once, on a pool of stale ones. */
    private static Stream<Course> parallel() {
        return Stream.of(GET, Request.of("POST").with("streaming", "chunked"))
                .map(request -> course(
                        "twenty at once on five that were ended: " + request,
                        scene -> {
                            ScriptedServer server = scene.server(
                                    meeting(5, number -> CLOSE_WHILE_IDLE.step(), later -> RESPOND.step()));
                            scene.parallel(server, warmUp(), 5);
                            server.awaitIdleCloses(5);
                            Scene.idle(IDLE_MILLIS);
                            return seen(server, scene.parallel(server, request, 20));
                        },
                        sent(25).gets("(200/100 \\| ){19}200/100")
                                .tells(EventRule.exactly(Collections.nCopies(5, prevented("peer_closed"))
                                        .toArray(EventPattern[]::new)))));
    }

    /** {@code prevent.max-idle=100ms}. */
    static Stream<Course> maxIdle() {
        return Stream.of(
                after(150, 2, prevented("max_idle").with("idle_ms", "1[5-9]\\d\\..*|[2-9]\\d\\d\\..*")), after(0, 1));
    }

    /** {@code prevent.max-idle=0s}. */
    static Stream<Course> noIdle() {
        return Stream.of(after(0, 2, prevented("max_idle")));
    }

    /** {@code prevent.max-age=150ms}. */
    static Stream<Course> maxAge() {
        return Stream.of(after(200, 2, prevented("max_age")), after(0, 1));
    }

    /** A second request, after so much idle time. */
    private static Course after(long idleMillis, int connections, EventPattern... told) {
        return course(
                "one more after " + idleMillis + " ms",
                scene -> {
                    ScriptedServer server = scene.server(RESPOND.step());
                    Result first = scene.send(server, Request.of("POST"));
                    Scene.idle(idleMillis);
                    return seen(server, List.of(first, scene.send(server, Request.of("POST"))));
                },
                sent(2).connected(connections).gets(OK + " \\| " + OK).tells(EventRule.exactly(told)));
    }

    private static EventPattern prevented(String reason) {
        return new EventPattern("prevented", java.util.Map.of())
                .with("reason", reason)
                .with("client", "HttpURLConnection")
                .with("connection_id", "\\d+")
                .with("new_connection_id", "\\d+")
                .with("idle_ms", "\\d.*");
    }

    private static Request warmUp() {
        return GET.with("name", "warm-up");
    }

    /** Answers so many requests when all of them are there, each on a connection of its own. */
    private static Script meeting(int count, IntFunction<ServerStep> first, Script then) {
        CyclicBarrier all = new CyclicBarrier(count);
        return request -> {
            if (!isFirst(request, count)) {
                return then.onRequest(request);
            }
            await(all);
            return first.apply(request.connection());
        };
    }

    private static boolean isFirst(ReceivedRequest request, int count) {
        return request.connection() <= count && request.onConnection() == 1;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static ScriptedServer server(Scene scene, boolean tls, Script script) {
        return tls ? scene.secured(script) : scene.server(script);
    }

    private static Seen seen(ScriptedServer server, List<Result> results) {
        return Seen.of(server.received().size(), server.connections(), results.toArray(Result[]::new));
    }

    private static Course course(String name, Course.Play play, Expectation expected) {
        return Course.of(Client.HTTP_URL_CONNECTION, name, play, expected);
    }
}
