package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Pooled HTTP/1.1 connections that the peer has ended, or is about to, and such as are well. */
final class PreventHttpClientCourses {
    private static final String OK = "200/100";
    private static final String FAILED = "[^|]*Exception[^|]*";
    private static final Request GET = Request.of("GET");
    private static final Request POST = Request.of("POST");
    private static final Request PUT = Request.of("PUT");

    private PreventHttpClientCourses() {}

    static List<GuardedCourse> auto() {
        return Stream.of(
                        ended(),
                        Stream.of(healthy(false), healthy(true), lastUsed(), staleSiblings()),
                        announced(),
                        Stream.of(learned()))
                .flatMap(rows -> rows)
                .toList();
    }

    /** FIN or RST came while the connection was idle: whoever sees it first, no request meets it. */
    private static Stream<GuardedCourse> ended() {
        EventRule any = EventRule.atLeast();
        return Stream.of(CLOSE_WHILE_IDLE, RESET_WHILE_IDLE, UNSOLICITED_408)
                .flatMap(effect -> Stream.of(GET, POST, POST.with("mode", "async"))
                        .flatMap(request -> Stream.of(false, true).map(tls -> ended(tls, effect, request))))
                .map(alone -> GuardedCourse.of(alone, alone.expectation().tells(any)));
    }

    private static Course ended(boolean tls, SocketEffect effect, Request request) {
        return course(
                (tls ? "https, " : "") + effect + ", then " + request,
                scene -> {
                    ScriptedServer server = server(scene, tls, Script.requests(effect.step(), RESPOND.step()));
                    Result warm = scene.send(server, GET.with("name", "warm-up"));
                    Scene.awaitIdleClose(server);
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), warm, result);
                },
                sent(2).connected(2).gets(all(2)));
    }

    /** A connection that is well is used again. */
    private static GuardedCourse healthy(boolean tls) {
        return GuardedCourse.unchanged(
                course(
                        (tls ? "https, " : "") + "a healthy connection",
                        scene -> {
                            ScriptedServer server =
                                    server(scene, tls, request -> RESPOND.step().announcing(60, 100));
                            List<Result> results = new ArrayList<>();
                            for (Request request : List.of(GET, POST, PUT, POST.with("mode", "async"), GET)) {
                                results.add(scene.send(server, request));
                                pause(100);
                            }
                            return Seen.of(server.received().size(), server.connections(), array(results));
                        },
                        sent(5).connected(1).gets(all(5))),
                EventRule.none());
    }

    /** Of three the one that was used last is taken, and again. The body's length says which connection it was. */
    private static GuardedCourse lastUsed() {
        Course alone = course(
                "three connections in turn",
                scene -> {
                    List<CountDownLatch> answers =
                            List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
                    ScriptedServer server = scene.server(request -> {
                        if (request.onConnection() == 1) {
                            Scene.await(answers.get(request.connection() - 1));
                        }
                        return RESPOND.step().withBody(request.connection());
                    });
                    List<Integer> started = new ArrayList<>();
                    for (int i = 1; i <= 3; i++) {
                        started.add(scene.start(server, GET.with("name", "warm-up")));
                        server.awaitConnections(i);
                    }
                    for (int i = 2; i >= 0; i--) {
                        answers.get(i).countDown();
                        scene.await(started.get(i));
                        pause(60); // its connection is in the pool by then
                    }
                    List<Result> results = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        results.add(scene.send(server, GET));
                        pause(60);
                    }
                    return Seen.of(server.received().size(), server.connections(), array(results));
                },
                sent(7).connected(3).gets("200/3 \\| 200/2 \\| 200/1 \\| 200/3"));
        return GuardedCourse.of(alone, alone.expectation().gets("200/1 \\| 200/1 \\| 200/1 \\| 200/1"));
    }

    /** The first failure says that the others, idle for as long, are no better: the JDK's re-send gets a new one. */
    private static GuardedCourse staleSiblings() {
        Expectation alone = sent(5).connected(3)
                .gets("(200/100 \\| ){3}" + FAILED)
                .from(26, jdk -> jdk.sentInstead(7).connected(4).gets(all(4)));
        EventPattern reset = EventPattern.peerReset("jdk_resent", "await_response", "rst");
        return GuardedCourse.of(
                ModeCourses.stale(Client.HTTP_CLIENT, alone, () -> pause(100)), // all are in the pool, and idle
                sent(5).connected(4)
                        .gets(all(4))
                        .tells(EventRule.exactly(
                                reset,
                                EventPattern.jdkResend(),
                                EventPattern.prevented("sibling_stale"),
                                EventPattern.prevented("sibling_stale"))));
    }

    private static Stream<GuardedCourse> announced() {
        Expectation failed = sent(2).connected(1).gets(OK + " \\| " + FAILED);
        Expectation works = sent(2).connected(2).gets(all(2));
        return Stream.of(
                GuardedCourse.of(
                        secondOnConnection(
                                "Keep-Alive: timeout=1", 1_050, RESPOND.step().announcing(1, 100), failed),
                        works.tells(EventRule.exactly(EventPattern.prevented("announced_idle")))),
                GuardedCourse.of(
                        secondOnConnection(
                                "Keep-Alive: max=0", 100, RESPOND.step().announcing(60, 0), failed),
                        works.tells(EventRule.exactly(EventPattern.prevented("announced_requests")))),
                GuardedCourse.of(
                        secondOnConnection(
                                "Connection: close in a list",
                                100,
                                RESPOND.step().withHeader("Connection: close, x-hop"),
                                failed),
                        works.tells(EventRule.exactly(EventPattern.prevented("announced_close")))));
    }

    /** A connection that the server gives up without a word, as soon as it is used a second time. */
    private static Course secondOnConnection(String name, long idleMillis, ServerStep first, Expectation alone) {
        return course(
                name,
                scene -> {
                    ScriptedServer server =
                            scene.server(request -> request.onConnection() > 1 ? RESET_BEFORE_RESPONSE.step() : first);
                    Result warm = scene.send(server, POST.with("name", "warm-up"));
                    pause(idleMillis);
                    Result result = scene.send(server, POST);
                    return Seen.of(server.received().size(), server.connections(), warm, result);
                },
                alone);
    }

    /** A server that gives up a connection at 1 s without a word: three failures at most, then none. */
    private static GuardedCourse learned() {
        int rounds = 8;
        Course alone = course(
                "a silent limit of 1 s",
                scene -> {
                    Map<Integer, Instant> answered = new ConcurrentHashMap<>();
                    ScriptedServer server = scene.server(request -> {
                        Instant before = answered.put(request.connection(), request.time());
                        boolean late = before != null
                                && Duration.between(before, request.time()).toMillis() >= 1_000;
                        return (late ? RESET_BEFORE_RESPONSE : RESPOND).step();
                    });
                    List<Result> results = new ArrayList<>();
                    for (int i = 0; i < rounds; i++) {
                        scene.send(server, POST.with("name", "warm-up"));
                        pause(1_100);
                        results.add(scene.send(server, POST));
                    }
                    return Seen.of(server.received().size(), results.size(), array(results));
                },
                sent(2 * rounds).gets(FAILED + "(\\| " + FAILED + "){7}"));
        return GuardedCourse.of(
                alone,
                alone.expectation()
                        .gets("(" + FAILED + "\\| ){0,3}(200/100 \\| ){4,7}200/100")
                        .tells(EventRule.atLeast(EventPattern.prevented("learned_idle"))));
    }

    /** Three stale connections, and it is known: no request meets one. */
    static List<GuardedCourse> maxIdle() {
        return Stream.of(GET, POST, PUT, POST.with("mode", "async"), PUT.with("mode", "async"))
                .flatMap(request -> Stream.of(false, true).map(tls -> threeStale(tls, request)))
                .toList();
    }

    private static GuardedCourse threeStale(boolean tls, Request request) {
        Course alone = course(
                (tls ? "https, " : "") + "three stale connections and " + request,
                scene -> {
                    CountDownLatch all = new CountDownLatch(3);
                    ScriptedServer server = server(
                            scene,
                            tls,
                            received -> ModeCourses.afterAll(
                                    received, all, then -> (then.onConnection() > 1 ? RESET_BEFORE_RESPONSE : RESPOND)
                                            .step()));
                    List<Result> results = new ArrayList<>(scene.parallel(server, GET.with("name", "warm-up"), 3));
                    pause(400);
                    results.add(scene.send(server, request));
                    return Seen.of(server.received().size(), server.connections(), array(results));
                },
                sent(4, 5, 7).connected(3, 4).gets("(200/100 \\| ){3}(" + FAILED + "|200/100)"));
        return GuardedCourse.of(
                alone,
                sent(4).connected(4)
                        .gets(all(4))
                        .tells(EventRule.exactly(
                                EventPattern.prevented("max_idle"),
                                EventPattern.prevented("max_idle"),
                                EventPattern.prevented("max_idle"))));
    }

    /** Each request has a connection of its own. */
    static List<GuardedCourse> neverIdle() {
        Course alone = course(
                "three requests",
                scene -> {
                    ScriptedServer server = scene.server(RESPOND.step());
                    List<Result> results =
                            List.of(scene.send(server, GET), scene.send(server, POST), scene.send(server, PUT));
                    return Seen.of(server.received().size(), server.connections(), array(results));
                },
                sent(3).connected(1).gets(all(3)));
        return List.of(GuardedCourse.of(
                alone,
                alone.expectation()
                        .connected(3)
                        .tells(EventRule.exactly(
                                EventPattern.prevented("max_idle"), EventPattern.prevented("max_idle")))));
    }

    static List<GuardedCourse> maxAge() {
        Expectation failed = sent(2).connected(1).gets(OK + " \\| " + FAILED);
        return List.of(GuardedCourse.of(
                secondOnConnection("older than a second", 1_050, RESPOND.step(), failed),
                sent(2).connected(2).gets(all(2)).tells(EventRule.exactly(EventPattern.prevented("max_age")))));
    }

    /** What the JDK sends again goes on a new connection, as with retry alone. */
    static List<GuardedCourse> withRetry() {
        return List.of(
                GuardedCourse.of(
                        ModeCourses.stale(
                                Client.HTTP_CLIENT,
                                sent(5, 7).connected(3, 4).gets("(200/100 \\| ){3}(200/100|" + FAILED + ")")),
                        sent(5).connected(4)
                                .gets(all(4))
                                .tells(EventRule.atLeast(
                                        EventPattern.peerReset("jdk_resent", "await_response", "rst"),
                                        EventPattern.jdkResend()))),
                healthy(false));
    }

    /** To hosts that are not watched, all is as the JDK has it. */
    static List<GuardedCourse> otherHosts() {
        return List.of(
                GuardedCourse.unchanged(lastUsed().alone(), EventRule.none()),
                GuardedCourse.unchanged(staleSiblings().alone(), EventRule.none()),
                GuardedCourse.unchanged(healthy(false).alone(), EventRule.none()));
    }

    private static Course course(String name, Course.Play play, Expectation alone) {
        return Course.of(Client.HTTP_CLIENT, name, play, alone);
    }

    private static ScriptedServer server(Scene scene, boolean tls, Script script) {
        return tls ? scene.closing(ScriptedServer.startTls(script)) : scene.server(script);
    }

    private static String all(int requests) {
        return "200/\\d+( \\| 200/\\d+){" + (requests - 1) + "}";
    }

    private static Result[] array(List<Result> results) {
        return results.toArray(Result[]::new);
    }

    /** Idle time, which is what these courses are about. */
    private static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis * 1_000_000; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
