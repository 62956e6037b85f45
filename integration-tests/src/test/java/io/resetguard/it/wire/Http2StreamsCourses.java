package io.resetguard.it.wire;

import static io.resetguard.it.support.Http2Effect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Several streams of one HTTP/2 connection at once, and the h2c upgrade itself. */
final class Http2StreamsCourses {
    private static final int STREAMS = 5;

    private Http2StreamsCourses() {}

    static Stream<Course> all() {
        Expectation failed = sent(6).connected(1).gets("(.*Exception.* \\| ){4}.*Exception.*");
        return Stream.concat(
                Stream.of(true, false)
                        .flatMap(tls -> Stream.of(
                                five(tls, "TCP RST", failed.tells(EventRule.exactly(ended("rst"))), RESET.step()),
                                five(
                                        tls,
                                        "TCP FIN",
                                        failed.tells(EventRule.exactly(ended("eof|tls_close"))),
                                        CLOSE.step()),
                                five(
                                        tls,
                                        "GOAWAY with an error, then RST",
                                        failed.tells(EventRule.exactly(
                                                ended("goaway|rst").with("h2_error", "11"))),
                                        GOAWAY_AND_RESET
                                                .step(Http2Step.ENHANCE_YOUR_CALM)
                                                .processedUpTo(11)),
                                healthy(tls))),
                upgrades());
    }

    /** The one event: of the connection, with its oldest exchange. */
    private static EventPattern ended(String signal) {
        return EventPattern.peerReset("surfaced", "await_response", signal)
                .with("exchanges", "" + STREAMS)
                .with("h2_stream_id", "3")
                .with("method", "POST")
                .with("url", ".*/course-\\d+/number-1")
                .with("protocol", "h2")
                .with("connection_requests", "[2-6]")
                .with("sends", "1");
    }

    /** Four streams that are not answered; the fifth ends it for all. */
    private static Course five(boolean tls, String name, Expectation expected, Http2Step last) {
        List<Http2Step> script = new ArrayList<>(List.of(RESPOND.step()));
        for (int i = 1; i < STREAMS; i++) {
            script.add(STALL.step());
        }
        script.add(last);
        return Course.of(
                Client.HTTP_CLIENT,
                Http2Courses.label(tls) + name + " with five streams open",
                scene -> {
                    Http2ScriptedServer server = scene.closing(Http2Courses.start(tls, script));
                    scene.send(server, Request.of("GET").with("name", "warm-up"));
                    List<Integer> started = new ArrayList<>();
                    for (int i = 1; i <= STREAMS; i++) {
                        Request request = Request.of(i == 1 ? "POST" : "GET").with("timeoutMs", 5000);
                        started.add(scene.start(server, request.with("name", "number-" + i)));
                        server.awaitRequests(1 + i);
                    }
                    Result[] results = started.stream().map(scene::await).toArray(Result[]::new);
                    return Seen.of(server.received().size(), server.connections(), results);
                },
                expected);
    }

    private static Course healthy(boolean tls) {
        return Course.of(
                Client.HTTP_CLIENT,
                Http2Courses.label(tls) + "thirty requests at once, answered",
                scene -> {
                    Http2ScriptedServer server = scene.closing(Http2Courses.start(tls, List.of(RESPOND.step())));
                    scene.send(server, Request.of("GET").with("name", "warm-up"));
                    Result[] results =
                            scene.parallel(server, Request.of("POST"), 30).toArray(Result[]::new);
                    return Seen.of(server.received().size(), server.connections(), results);
                },
                sent(31).connected(1).gets("(200/100( \\| )?){30}"));
    }

    /** The request that asks for the upgrade is stream 1. */
    private static Stream<Course> upgrades() {
        EventPattern first = new EventPattern("peer_reset", java.util.Map.of())
                .with("phase", "await_response")
                .with("protocol", "h2")
                .with("h2_stream_id", "1")
                .with("connection_requests", "1")
                .with("connection_reused", "false");
        Expectation once = sent(1).connected(1).gets(".*Exception.*");
        return Stream.of("GET", "POST")
                .flatMap(method -> Stream.of(
                        upgraded(
                                "RST_STREAM",
                                method,
                                once.tells(SendsTold.surfaced(
                                        1, first.with("signal", "rst_stream").with("h2_error", "8"))),
                                RST_STREAM.step(Http2Step.CANCEL)),
                        upgraded(
                                "TCP RST",
                                method,
                                // A write of the client's may take the RST first; all that a read sees then is an end.
                                once.tells(SendsTold.surfaced(1, first.with("signal", "rst|broken_pipe|eof"))),
                                RESET.step()),
                        upgraded(
                                "TCP FIN",
                                method,
                                once.tells(SendsTold.surfaced(1, first.with("signal", "eof|rst|broken_pipe"))),
                                CLOSE.step()),
                        upgraded("answered", method, sent(1).connected(1).gets("200/100"), RESPOND.step())));
    }

    private static Course upgraded(String name, String method, Expectation expected, Http2Step step) {
        return Course.of(
                Client.HTTP_CLIENT,
                "h2c, " + name + " for the upgraded request: " + method,
                scene -> {
                    Http2ScriptedServer server = scene.closing(Http2ScriptedServer.start(step));
                    Result result = scene.send(server, Request.of(method).with("timeoutMs", 5000));
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                expected);
    }
}
