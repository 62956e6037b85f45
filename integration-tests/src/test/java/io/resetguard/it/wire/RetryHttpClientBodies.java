package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryHttpClientCourses.*;
import static io.resetguard.it.wire.RetryTold.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import java.util.stream.Stream;

/** What was not sent at all, and which bodies can be written again. */
final class RetryHttpClientBodies {

    private RetryHttpClientBodies() {}

    /** Nothing of the request went out: any method, any body that nobody has taken from. */
    static Stream<GuardedCourse> nothingSent() {
        Expectation failed = sent(0).connected(1).gets(".*(terminated the handshake|Connection reset).*");
        Expectation again = sent(1).connected(2).gets("200/100").tells(retried("P0", "nothing_was_sent", 200));
        Request post = Request.of("POST");
        Stream<GuardedCourse> handshakes = Stream.of(
                        post, post.with("streaming", "stream"), post.with("streaming", "chunked"), Request.of("GET"))
                .map(request -> GuardedCourse.of(
                        Course.of(
                                Client.HTTP_CLIENT,
                                "RST in the TLS handshake: " + request,
                                scene -> {
                                    ScriptedServer server = scene.closing(ScriptedServer.startTls(
                                            Script.connections(RESET_IN_TLS_HANDSHAKE, RESPOND)));
                                    Result result = scene.send(server, request);
                                    return Seen.of(server.received().size(), server.connections(), result);
                                },
                                failed),
                        again));
        return Stream.concat(
                handshakes,
                Stream.of(
                        GuardedCourse.of(
                                Course.of(
                                        Client.HTTP_CLIENT,
                                        "RST in every TLS handshake",
                                        scene -> {
                                            ScriptedServer server = scene.secured(RESET_IN_TLS_HANDSHAKE.step());
                                            Result result = scene.send(server, post);
                                            return Seen.of(server.received().size(), server.connections(), result);
                                        },
                                        failed),
                                failed.connected(3).tells(EventRule.atLeast(done("P0", "nothing_was_sent")))),
                        GuardedCourse.of(
                                Course.of(
                                        Client.HTTP_CLIENT,
                                        "RST instead of a tunnel",
                                        scene -> {
                                            ScriptedProxy proxy =
                                                    scene.proxy(ProxyEffect.RESET_BEFORE_ANSWER, ProxyEffect.FORWARD);
                                            ScriptedServer server = scene.secured(RESPOND.step());
                                            Result result = scene.send(server, post.with("proxy", proxy.address()));
                                            return Seen.of(
                                                    server.received().size(),
                                                    proxy.requestLines().size(),
                                                    result);
                                        },
                                        sent(0).connected(1).gets(".*IOException.*|.*Connection reset.*")),
                                again)));
    }

    /** Which bodies can be written again. */
    static Stream<GuardedCourse> bodies() {
        Expectation once = sent(2).connected(1).gets(WARM + FAILED);
        Expectation again =
                sent(3).connected(2).gets(WARM + "200/100").tells(retried("S", "idempotent_on_reused_connection", 200));
        Request put = Request.of("PUT");
        Stream<GuardedCourse> replayed = Stream.of("file", "list")
                .map(kind -> GuardedCourse.of(
                        reused(put.with("streaming", kind), once, RESET_BEFORE_RESPONSE, RESPOND), again));
        GuardedCourse concatenated = GuardedCourse.of(
                reused(put.with("streaming", "concat"), once, RESET_BEFORE_RESPONSE, RESPOND)
                        .since(16),
                again);
        // Nobody asked for the body yet; and a header that was added twice would be seen as another.
        GuardedCourse expecting = GuardedCourse.of(
                reused(put.with("expectContinue").with("streaming", "stream"), once, RESET_DURING_UPLOAD, RESPOND),
                again);
        Stream<GuardedCourse> not = Stream.of("stream", "chunked")
                .map(kind -> GuardedCourse.unchanged(
                        reused(put.with("streaming", kind), once, RESET_BEFORE_RESPONSE, RESPOND),
                        suppressed("S", "body_not_replayable")));
        return Stream.concat(Stream.concat(replayed, Stream.of(concatenated, expecting)), not);
    }
}
