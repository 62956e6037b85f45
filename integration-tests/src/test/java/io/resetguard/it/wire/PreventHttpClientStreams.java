package io.resetguard.it.wire;

import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** HTTP/2 connections that take no new streams, that are dead, or that only look so. */
final class PreventHttpClientStreams {
    private static final String OK = "200/100";
    private static final String TIMED_OUT = "[^|]*HttpTimeoutException[^|]*";
    /** Longer than a connection must be silent to be taken for dead. */
    private static final long DOUBTFUL_MILLIS = 5_300;

    private static final Request GET = Request.of("GET");
    private static final Request POST = Request.of("POST");

    private PreventHttpClientStreams() {}

    static List<GuardedCourse> auto() {
        return Stream.concat(
                        Stream.of(dead(), longPoll()),
                        Stream.of(true, false).flatMap(tls -> Stream.of(goAway(tls), healthy(tls))))
                .toList();
    }

    /** Nothing is lost by it on the newer JDKs, which see it themselves; 11 closes at once. */
    private static GuardedCourse goAway(boolean tls) {
        Course alone = course(
                tls,
                "GOAWAY, and the connection stays open",
                scene -> {
                    Http2ScriptedServer server =
                            scene.closing(start(tls, Http2Effect.RESPOND_GOAWAY, Http2Effect.RESPOND));
                    Result first = scene.send(server, GET);
                    server.awaitGoAwayRead();
                    Result second = scene.send(server, POST);
                    return Seen.of(server.received().size(), server.connections(), first, second);
                },
                sent(2).connected(2).gets(OK + " \\| " + OK));
        return GuardedCourse.of(alone, alone.expectation().tells(EventRule.atLeast()));
    }

    /** The server answers nothing any more, and keeps the connection: one request has to find out. */
    private static GuardedCourse dead() {
        Course alone = course(
                true,
                "a connection without an answer",
                scene -> {
                    Http2ScriptedServer server = scene.closing(
                            Http2ScriptedServer.start(true, stream -> (stream.connection() == 1 && stream.number() > 3
                                            ? Http2Effect.STALL
                                            : Http2Effect.RESPOND)
                                    .step()));
                    for (int i = 0; i < 3; i++) {
                        scene.send(server, GET.with("name", "warm-up"));
                    }
                    Result first = scene.send(server, GET.with("timeoutMs", DOUBTFUL_MILLIS));
                    // No answer comes without prevent; with it, connecting takes 0.1 s (0.5 s at a seventh of a core).
                    Request impatient = POST.with("timeoutMs", scene.prevents() ? 5_000 : 1_500);
                    Result second = scene.send(server, impatient);
                    Result third = scene.send(server, impatient.with("mode", "async"));
                    if (scene.prevents()) {
                        server.awaitClientClose(1);
                    }
                    return Seen.of(server.received().size(), server.connections(), first, second, third);
                },
                sent(6).connected(1).gets(TIMED_OUT + "(\\| " + TIMED_OUT + "){2}"));
        return GuardedCourse.of(
                alone,
                alone.expectation()
                        .connected(2)
                        .gets(TIMED_OUT + "\\| " + OK + " \\| " + OK)
                        .tells(EventRule.exactly(EventPattern.prevented("h2_unresponsive"))));
    }

    /** A stream that waits for long keeps its connection, which may be given no others; and that only once in 30 s. */
    private static GuardedCourse longPoll() {
        Course alone = course(
                true,
                "long polls",
                scene -> {
                    Http2ScriptedServer server = scene.closing(
                            Http2ScriptedServer.start(true, stream -> (stream.number() == 4 || stream.number() == 6
                                            ? Http2Effect.HOLD
                                            : Http2Effect.RESPOND)
                                    .step()));
                    for (int i = 0; i < 3; i++) {
                        scene.send(server, GET.with("name", "warm-up"));
                    }
                    int first = scene.start(server, GET.with("name", "poll"));
                    server.awaitRequests(4);
                    pause(DOUBTFUL_MILLIS);
                    Result beside = scene.send(server, POST);
                    int second = scene.start(server, GET.with("name", "poll"));
                    server.awaitRequests(6);
                    pause(DOUBTFUL_MILLIS);
                    Result besideBoth = scene.send(server, POST);
                    server.release();
                    Result[] results = {beside, besideBoth, scene.await(first), scene.await(second)};
                    if (scene.prevents()) {
                        server.awaitClientClose(1);
                    }
                    return Seen.of(server.received().size(), server.connections(), results);
                },
                sent(7).connected(1).gets(OK + "( \\| " + OK + "){3}"));
        return GuardedCourse.of(
                alone,
                alone.expectation().connected(2).tells(EventRule.exactly(EventPattern.prevented("h2_unresponsive"))));
    }

    private static GuardedCourse healthy(boolean tls) {
        return GuardedCourse.unchanged(
                course(
                        tls,
                        "a healthy connection",
                        scene -> {
                            Http2ScriptedServer server = scene.closing(start(tls, Http2Effect.RESPOND));
                            Result first = scene.send(server, GET);
                            pause(100);
                            Result second = scene.send(server, POST);
                            pause(1_500);
                            Result third = scene.send(server, POST);
                            return Seen.of(server.received().size(), server.connections(), first, second, third);
                        },
                        sent(3).connected(1).gets(OK + "( \\| " + OK + "){2}")),
                EventRule.none());
    }

    static List<GuardedCourse> maxIdle() {
        return Stream.of(true, false)
                .flatMap(tls -> Stream.of(idle(tls), idleBesideLongPoll(tls)))
                .toList();
    }

    /** The server sees the old one closed, though it would have kept it. */
    private static GuardedCourse idle(boolean tls) {
        Course alone = course(
                tls,
                "idle for too long",
                scene -> {
                    Http2ScriptedServer server = scene.closing(start(tls, Http2Effect.RESPOND));
                    Result first = scene.send(server, GET);
                    pause(400);
                    Result second = scene.send(server, POST);
                    if (scene.prevents()) {
                        server.awaitClientClose(1);
                    }
                    return Seen.of(server.received().size(), server.connections(), first, second);
                },
                sent(2).connected(1).gets(OK + " \\| " + OK));
        return GuardedCourse.of(
                alone, alone.expectation().connected(2).tells(EventRule.exactly(EventPattern.prevented("max_idle"))));
    }

    /** A connection with an open stream is not idle. */
    private static GuardedCourse idleBesideLongPoll(boolean tls) {
        return GuardedCourse.unchanged(
                course(
                        tls,
                        "idle but for a long poll",
                        scene -> {
                            Http2ScriptedServer server = scene.closing(
                                    start(tls, Http2Effect.RESPOND, Http2Effect.HOLD, Http2Effect.RESPOND));
                            Result first = scene.send(server, GET);
                            int poll = scene.start(server, GET.with("name", "poll"));
                            server.awaitRequests(2);
                            pause(400);
                            Result second = scene.send(server, POST);
                            server.release();
                            return Seen.of(
                                    server.received().size(), server.connections(), first, second, scene.await(poll));
                        },
                        sent(3).connected(1).gets(OK + "( \\| " + OK + "){2}")),
                EventRule.none());
    }

    private static Http2ScriptedServer start(boolean tls, Http2Effect... effects) {
        return Http2ScriptedServer.start(tls, stream -> effects[Math.min(stream.number(), effects.length) - 1].step());
    }

    private static Course course(boolean tls, String name, Course.Play play, Expectation alone) {
        return Course.of(Client.HTTP_CLIENT, (tls ? "h2, " : "h2c, ") + name, play, alone);
    }

    /** Idle time, which is what these courses are about. */
    private static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis * 1_000_000; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
