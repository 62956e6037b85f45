package io.resetguard.it.wire;

import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryHttpClientCourses.*;
import static io.resetguard.it.wire.RetryTold.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import java.util.List;
import java.util.stream.Stream;

/** Over HTTP/2: streams that are refused, and connections that end under several. */
final class RetryHttpClientStreams {

    private static final Request LARGE_POST = Request.of("POST").with("body", 1_000_000);

    private RetryHttpClientStreams() {}

    static List<GuardedCourse> http2() {
        Expectation failed = sent(3).gets("200/100 \\| .*Exception.* \\| 200/100");
        return Stream.concat(
                        Stream.of(true, false).flatMap(RetryHttpClientStreams::http2),
                        Stream.of(
                                threeStreams(),
                                timedOutWhileConnecting(),
                                GuardedCourse.unchanged(
                                        h2(
                                                true,
                                                "TCP RST, and pushes are accepted",
                                                Request.of("PUT").with("push"),
                                                failed,
                                                Http2Effect.RESET.step()),
                                        RetryTold.suppressed("[SU]", "pushed"))))
                .toList();
    }

    /** Only a POST after a time-out is kept from being sent again. */
    static List<GuardedCourse> blocked() {
        return refusedThenSilent()
                .map(course -> course.name().endsWith("POST")
                        ? GuardedCourse.of(course, course.expectation().from(26, RetryHttpClientStreams::onceInTime))
                        : GuardedCourse.of(course, course.expectation()))
                .toList();
    }

    /** As with {@link #blocked}; and to JDKs that leave a refused stream alone, the agent's own send. */
    static List<GuardedCourse> guard() {
        EventRule byAgent = EventRule.exactly(
                EventPattern.peerReset("retried", ".*", "rst_stream"),
                done("P1", "peer_says_unprocessed").with("sends", "2").with("status", ""));
        return blocked().stream()
                .map(course -> GuardedCourse.of(
                        course.alone(), course.guarded().when(Http2Courses::sendsOnce, jdk -> jdk.sentInstead(4)
                                .gets(".*Stream not processed.* \\| 200/100")
                                .tells(byAgent))))
                .toList();
    }

    private static Stream<Course> refusedThenSilent() {
        return Stream.of(true, false).flatMap(Http2Courses::refusedThenSilent);
    }

    private static Expectation onceInTime(Expectation alone) {
        return alone.sentInstead(4)
                .gets(".*HttpTimeoutException.* \\| 200/100")
                .tells(EventRule.exactly(
                        EventPattern.peerReset("jdk_resent", ".*", "rst_stream"),
                        EventPattern.jdkResend().with("retry_tier", "P1"),
                        notDone("[SU]", "jdk_resend_blocked")
                                .with("signal", "")
                                .with("error", ".*HttpTimeoutException.*")));
    }

    /** The time-out ends the attempt that runs, which is not yet a stream, and not the one that is over. */
    private static GuardedCourse timedOutWhileConnecting() {
        Request put = Request.of("PUT").with("timeoutMs", 1_500);
        return GuardedCourse.of(
                Course.of(
                        Client.HTTP_CLIENT,
                        "h2, TCP RST, and no hand to shake",
                        scene -> {
                            Http2ScriptedServer server = scene.closing(Http2Courses.start(
                                            true, List.of(Http2Effect.RESPOND.step(), Http2Effect.RESET.step()))
                                    .silentOn(2));
                            Result warm = scene.send(server, Request.of("GET").with("name", "warm-up"));
                            Result result = scene.send(server, put);
                            return Seen.of(server.received().size(), server.connections(), warm, result);
                        },
                        sent(2).connected(1).gets("200/100 \\| .*(Connection reset|Broken pipe|EOF).*")),
                sent(2).connected(2)
                        .gets("200/100 \\| .*(Connection reset|Broken pipe|EOF).*")
                        .tells(EventRule.exactly(
                                EventPattern.peerReset("retried", ".*", ".*"),
                                done("S", "idempotent_on_reused_connection"))));
    }

    /** One connection with three requests on it: each is sent again, on a new connection. */
    private static GuardedCourse threeStreams() {
        return GuardedCourse.of(
                Course.of(
                        Client.HTTP_CLIENT,
                        "h2, TCP RST under three requests",
                        scene -> {
                            Http2ScriptedServer server =
                                    scene.closing(Http2ScriptedServer.start(true, stream -> (stream.number() == 4
                                                    ? Http2Effect.RESET
                                                    : stream.number() == 2 || stream.number() == 3
                                                            ? Http2Effect.STALL
                                                            : Http2Effect.RESPOND)
                                            .step()));
                            Result warm = scene.send(server, Request.of("GET").with("name", "warm-up"));
                            List<Result> three = scene.parallel(server, Request.of("PUT"), 3);
                            return Seen.of(
                                    server.received().size(),
                                    server.connections(),
                                    warm,
                                    three.get(0),
                                    three.get(1),
                                    three.get(2));
                        },
                        sent(4).connected(1).gets("200/100( \\| .*Exception.*){3}")),
                sent(7).connected(2, 3, 4)
                        .gets("200/100( \\| 200/100){3}")
                        .because("until a new connection is there, the JDK opens one for each")
                        .tells(EventRule.exactly(
                                EventPattern.peerReset("retried", ".*", ".*").with("exchanges", "3"),
                                done("S", "idempotent_on_reused_connection").with("status", "200"),
                                done("S", "idempotent_on_reused_connection").with("status", "200"),
                                done("S", "idempotent_on_reused_connection").with("status", "200"))));
    }

    private static Stream<GuardedCourse> http2(boolean tls) {
        Expectation works = sent(4).gets("200/100 \\| 200/100 \\| 200/100");
        Expectation failed = sent(3).gets("200/100 \\| .*Exception.* \\| 200/100");
        Expectation unprocessed = works.when(
                Http2Courses::sendsOnce, jdk -> jdk.sentInstead(3).gets("200/100 \\| IOException: .* \\| 200/100"));
        EventRule byJdk = SendsTold.hidden(2, EventPattern.peerReset(".*", "await_response", "rst_stream|goaway"));
        Expectation byAgent = works.tells(byJdk)
                .when(Http2Courses::sendsOnce, jdk -> jdk.tells(retried("P1", "peer_says_unprocessed", 200)));
        Http2Step refused = Http2Effect.RST_STREAM.step(Http2Step.REFUSED_STREAM);
        Http2Step internalError = Http2Effect.RST_STREAM.step(Http2Step.INTERNAL_ERROR);
        return Stream.of(
                GuardedCourse.of(h2(tls, "REFUSED_STREAM", Request.of("POST"), unprocessed, refused), byAgent),
                GuardedCourse.of(
                        h2(
                                tls,
                                "REFUSED_STREAM during the upload",
                                LARGE_POST,
                                refusedDuringUpload(),
                                Http2Effect.RST_STREAM_DURING_UPLOAD.step(Http2Step.REFUSED_STREAM)),
                        works.tells(EventRule.atLeast(EventPattern.peerReset("jdk_resent|retried", ".*", "rst_stream")
                                .with("h2_error", "7")
                                .with("sends", "1")))),
                GuardedCourse.of(
                        h2(tls, "GOAWAY below the stream", Request.of("POST"), unprocessed, Http2Effect.GOAWAY.step()),
                        byAgent),
                GuardedCourse.of(
                        h2(tls, "INTERNAL_ERROR", Request.of("GET"), failed.connected(1), internalError),
                        works.connected(1)
                                .because("only the stream was reset")
                                .tells(retried("S", "idempotent_on_reused_connection", 200))),
                GuardedCourse.of(
                        h2(tls, "TCP RST", Request.of("PUT"), failed, Http2Effect.RESET.step()),
                        works.tells(retried("S", "idempotent_on_reused_connection", 200))),
                GuardedCourse.of(
                        h2(tls, "TCP RST", Request.of("GET"), failed, Http2Effect.RESET.step()),
                        works.tells(retried("S", "idempotent_on_reused_connection", 200))),
                GuardedCourse.unchanged(
                        h2(tls, "TCP RST", Request.of("POST"), failed, Http2Effect.RESET.step()),
                        suppressed("S", "not_idempotent")),
                GuardedCourse.unchanged(
                        h2(
                                tls,
                                "RST_STREAM in the body",
                                Request.of("GET"),
                                failed,
                                Http2Effect.RST_STREAM_IN_BODY.step(Http2Step.CANCEL)),
                        EventRule.truncated("rst_stream")));
    }

    private static Expectation refusedDuringUpload() {
        String works = "200/100 \\| 200/100 \\| 200/100";
        String fails = "200/100 \\| IOException: .* \\| 200/100";
        return sent(4).gets(works)
                .until(21, jdk -> jdk.sentInstead(3, 4)
                        .gets(works, fails)
                        .because("the upload fails before the refusal is taken for one, or after"))
                .when(Http2Courses::sendsOnce, jdk -> jdk.sentInstead(3).gets(fails));
    }

    private static Course h2(boolean tls, String name, Request request, Expectation alone, Http2Step step) {
        return Course.of(
                Client.HTTP_CLIENT,
                Http2Courses.label(tls) + name + ": " + request,
                scene -> {
                    Http2ScriptedServer server = scene.closing(Http2Courses.start(
                            tls, List.of(Http2Effect.RESPOND.step(), step, Http2Effect.RESPOND.step())));
                    Result warm = scene.send(server, Request.of("GET").with("name", "warm-up"));
                    Result result = scene.send(server, request);
                    Result later = scene.send(server, Request.of("GET").with("name", "later"));
                    return Seen.of(server.received().size(), server.connections(), warm, result, later);
                },
                alone);
    }
}
