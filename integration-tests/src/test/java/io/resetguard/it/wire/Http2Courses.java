package io.resetguard.it.wire;

import static io.resetguard.it.support.Http2Effect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One request at a time over HTTP/2, after another that opened the connection and before one that still works. */
final class Http2Courses {
    private static final String WORKS = " \\| 200/100";

    private Http2Courses() {}

    static Stream<Course> all() {
        return Stream.of(true, false).flatMap(tls -> Stream.of(
                        streamResets(tls),
                        refusedThenSilent(tls),
                        goAways(tls),
                        connectionEnds(tls),
                        bodies(tls),
                        cutsBothWays(tls),
                        harmless(tls))
                .flatMap(rows -> rows));
    }

    private static EventPattern ended(String phase, String signal) {
        return new EventPattern("peer_reset", java.util.Map.of())
                .with("phase", phase)
                .with("signal", signal)
                .with("protocol", "h2")
                .with("h2_stream_id", "3")
                .with("connection_requests", "2")
                .with("connection_reused", "true")
                .with("exchanges", "1");
    }

    /** What the peer says that it did not process is sent again, a POST too (JDK-8335181). */
    private static Expectation resent(int connections, EventPattern reset) {
        return sent(4).connected(connections)
                .gets("200/100" + WORKS)
                .tells(SendsTold.hidden(2, reset))
                .when(Http2Courses::sendsOnce, jdk -> jdk.sentInstead(3)
                        .gets("IOException: .*(Stream not processed|GOAWAY received).*" + WORKS)
                        .tells(SendsTold.surfaced(1, reset)));
    }

    /** Before JDK-8335181 what the peer says that it did not process was not sent again. */
    static boolean sendsOnce(Jdk jdk) {
        return jdk.feature() <= 16 || jdk.version().matches("17\\.0\\.(\\d|1[0-5])\\b.*");
    }

    private static Stream<Course> streamResets(boolean tls) {
        EventPattern cancelled = ended("await_response", "rst_stream").with("h2_error", "8");
        EventPattern refused = ended("await_response", "rst_stream").with("h2_error", "7");
        Expectation once = sent(3).connected(1);
        return Stream.of(
                after(
                        tls,
                        "RST_STREAM CANCEL before the response",
                        "GET",
                        once.gets(".*(Received RST_STREAM|RST_STREAM received).*" + WORKS)
                                .tells(SendsTold.surfaced(1, cancelled)),
                        RST_STREAM.step(Http2Step.CANCEL)),
                after(
                        tls,
                        "RST_STREAM CANCEL before the response",
                        "POST",
                        once.gets(".*(Received RST_STREAM|RST_STREAM received).*" + WORKS)
                                .tells(SendsTold.surfaced(1, cancelled)),
                        RST_STREAM.step(Http2Step.CANCEL)),
                after(
                        tls,
                        "RST_STREAM REFUSED_STREAM before the response",
                        "GET",
                        resent(1, refused),
                        RST_STREAM.step(Http2Step.REFUSED_STREAM)),
                after(
                        tls,
                        "RST_STREAM REFUSED_STREAM before the response",
                        "POST",
                        resent(1, refused),
                        RST_STREAM.step(Http2Step.REFUSED_STREAM)));
    }

    /**
     * First refused, then taken and not answered in time. From 26 the JDK remembers over all sends that one was refused:
     * it sends again after the time-out too, whatever the method.
     */
    static Stream<Course> refusedThenSilent(boolean tls) {
        return Stream.of("GET", "POST")
                .map(method -> after(
                        tls,
                        "RST_STREAM REFUSED_STREAM, then no answer in time",
                        Request.of(method).with("timeoutMs", 700),
                        refusedThenSilent(),
                        RST_STREAM.step(Http2Step.REFUSED_STREAM),
                        STALL.step()));
    }

    private static Expectation refusedThenSilent() {
        EventPattern refused = new EventPattern("peer_reset", java.util.Map.of()).with("h2_error", "7");
        EventPattern again = EventPattern.jdkResend();
        EventPattern late =
                again.with("sends", "3").with("reason", "no_response_byte").with("error", ".*HttpTimeoutException.*");
        return sent(5).gets("200/100" + WORKS)
                .tells(EventRule.exactly(
                        refused.with("outcome", "jdk_resent"), again.with("retry_tier", "P1"), late.with("signal", "")))
                .until(25, jdk -> jdk.sentInstead(4)
                        .gets(".*HttpTimeoutException.*" + WORKS)
                        .tells(SendsTold.hidden(2, refused)))
                .when(Http2Courses::sendsOnce, jdk -> jdk.sentInstead(3)
                        .gets("IOException: .*Stream not processed.* \\| HttpTimeoutException.*")
                        .because("the request after it gets no answer")
                        .tells(SendsTold.surfaced(1, refused)));
    }

    private static Stream<Course> goAways(boolean tls) {
        EventPattern unprocessed = ended("await_response", "goaway").with("h2_last_stream_id", "1");
        EventPattern calm = ended("await_response", "goaway|eof|rst|tls_close")
                .with("h2_error", "11")
                .with("h2_last_stream_id", "3");
        return Stream.of("GET", "POST")
                .flatMap(method -> Stream.of(
                        after(
                                tls,
                                "GOAWAY NO_ERROR below the stream",
                                method,
                                resent(2, unprocessed.with("h2_error", "0")),
                                GOAWAY.step()),
                        after(
                                tls,
                                "GOAWAY NO_ERROR below the stream, then FIN",
                                method,
                                resent(2, unprocessed.with("h2_error", "0")),
                                GOAWAY_AND_CLOSE.step()),
                        after(
                                tls,
                                "GOAWAY ENHANCE_YOUR_CALM with the stream, then FIN",
                                method,
                                sent(3).connected(2).gets(".*" + WORKS).tells(SendsTold.surfaced(1, calm)),
                                GOAWAY_AND_CLOSE
                                        .step(Http2Step.ENHANCE_YOUR_CALM)
                                        .processedUpTo(3)),
                        after(
                                tls,
                                "GOAWAY ENHANCE_YOUR_CALM with the stream, then RST",
                                method,
                                sent(3).connected(2).gets(".*" + WORKS).tells(SendsTold.surfaced(1, calm)),
                                GOAWAY_AND_RESET
                                        .step(Http2Step.ENHANCE_YOUR_CALM)
                                        .processedUpTo(3))));
    }

    private static Stream<Course> connectionEnds(boolean tls) {
        Expectation once = sent(3).connected(2).gets(".*Exception.*" + WORKS);
        return Stream.of("GET", "POST")
                .flatMap(method -> Stream.of(
                        after(
                                tls,
                                "TCP RST before the response",
                                method,
                                once.tells(SendsTold.surfaced(1, ended("await_response", "rst"))),
                                RESET.step()),
                        after(
                                tls,
                                "TCP FIN before the response",
                                method,
                                once.tells(SendsTold.surfaced(1, ended("await_response", "eof|tls_close"))),
                                CLOSE.step())));
    }

    private static Stream<Course> bodies(boolean tls) {
        EventPattern cut = new EventPattern("truncated_body", java.util.Map.of())
                .with("phase", "read_body")
                .with("protocol", "h2")
                .with("h2_stream_id", "3")
                .with("sends", "1");
        Expectation cutConnection = sent(3).connected(2).gets(".*Exception.*" + WORKS);
        return Stream.of("all", "stream")
                .flatMap(read -> Stream.of(
                        after(
                                tls,
                                "RST_STREAM CANCEL in the body, read=" + read,
                                "GET",
                                sent(3).connected(1)
                                        .gets(".*(Received RST_STREAM|RST_STREAM received).*" + WORKS)
                                        .tells(EventRule.exactly(
                                                cut.with("signal", "rst_stream").with("h2_error", "8"))),
                                RST_STREAM_IN_BODY.step(Http2Step.CANCEL)),
                        after(
                                tls,
                                "TCP RST in the body, read=" + read,
                                "GET",
                                cutConnection.tells(EventRule.exactly(
                                        cut.with("signal", "rst").with("exchanges", "1"))),
                                RESET_IN_BODY.step()),
                        after(
                                tls,
                                "TCP FIN in the body, read=" + read,
                                "GET",
                                cutConnection.tells(EventRule.exactly(
                                        cut.with("signal", "eof|tls_close").with("exchanges", "1"))),
                                CLOSE_IN_BODY.step())));
    }

    /** A part of the response has come, and a part of the request is still to be sent. */
    private static Stream<Course> cutsBothWays(boolean tls) {
        EventPattern cut = new EventPattern("peer_reset|truncated_body", java.util.Map.of())
                .with("signal", "rst_stream")
                .with("h2_error", "8");
        return Stream.of(after(
                tls,
                "RST_STREAM CANCEL in the body, during the upload",
                Request.of("POST").with("body", 1_000_000).with("timeoutMs", 5000),
                sent(3).connected(1)
                        .gets(".*(Received RST_STREAM|RST_STREAM received).*" + WORKS)
                        .tells(EventRule.exactly(cut)),
                RST_STREAM_IN_BODY_DURING_UPLOAD.step(Http2Step.CANCEL)));
    }

    private static Stream<Course> harmless(boolean tls) {
        Expectation answered = sent(3).gets("200/100" + WORKS);
        return Stream.of(
                after(tls, "answered", "GET", answered.connected(1), RESPOND.step()),
                after(tls, "answered", "POST", answered.connected(1), RESPOND.step()),
                after(tls, "FIN while idle", "GET", answered.connected(2), RESPOND_CLOSE.step()),
                after(tls, "RST while idle", "GET", answered.connected(2), RESPOND_RESET.step()),
                after(tls, "GOAWAY after the response", "GET", answered.connected(2), RESPOND_GOAWAY.step()),
                after(
                        tls,
                        "GOAWAY and FIN after the response",
                        "GET",
                        answered.connected(2),
                        RESPOND_GOAWAY_CLOSE.step()));
    }

    /** A warm-up, the request with its steps, and a request that is answered. */
    private static Course after(boolean tls, String name, String method, Expectation expected, Http2Step... steps) {
        return after(tls, name, Request.of(method).with("timeoutMs", 5000), expected, steps);
    }

    private static Course after(boolean tls, String name, Request request, Expectation expected, Http2Step... steps) {
        List<Http2Step> script = new ArrayList<>(List.of(RESPOND.step()));
        script.addAll(List.of(steps));
        script.add(RESPOND.step());
        Request read = name.contains("read=stream") ? request.with("read", "stream") : request;
        return Course.of(
                Client.HTTP_CLIENT,
                label(tls) + name + ": " + request.method(),
                scene -> {
                    Http2ScriptedServer server = scene.closing(start(tls, script));
                    Result warm = scene.send(server, Request.of("GET").with("name", "warm-up"));
                    if (!warm.brief().equals("200/100") || !warm.version().equals("HTTP_2")) {
                        throw new AssertionError("the warm-up came to " + warm);
                    }
                    Result result = scene.send(server, read);
                    if (script.get(1).effect() == RESPOND_GOAWAY) {
                        server.awaitGoAwayRead();
                    } else if (script.get(1).effect().name().startsWith("RESPOND_")) {
                        server.awaitEnd();
                    }
                    Result later = scene.send(server, Request.of("GET").with("name", "later"));
                    return Seen.of(server.received().size(), server.connections(), result, later);
                },
                expected);
    }

    static Http2ScriptedServer start(boolean tls, List<Http2Step> script) {
        Http2Step[] steps = script.toArray(Http2Step[]::new);
        return tls ? Http2ScriptedServer.startTls(steps) : Http2ScriptedServer.start(steps);
    }

    static String label(boolean tls) {
        return tls ? "h2, " : "h2c, ";
    }
}
