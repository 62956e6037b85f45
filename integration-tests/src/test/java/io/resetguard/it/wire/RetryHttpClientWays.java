package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryHttpClientCourses.*;
import static io.resetguard.it.wire.RetryTold.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.util.stream.Stream;

/** Ways in which an application sends, and gives up. */
final class RetryHttpClientWays {

    private RetryHttpClientWays() {}

    /** Ways in which an application sends. */
    static Stream<GuardedCourse> ways() {
        Expectation once = sent(2).connected(1).gets(WARM + FAILED);
        EventRule told = retried("S", "idempotent_on_reused_connection", 200);
        Expectation again = sent(3).connected(2).gets(WARM + "200/100").tells(told);
        Request put = Request.of("PUT");
        Stream<GuardedCourse> modes = Stream.of(
                        put.with("mode", "async"),
                        put.with("executor", "user"),
                        put.with("mode", "async").with("executor", "user"),
                        put.with("mode", "async").with("read", "stream"))
                .map(request -> GuardedCourse.of(reused(request, once, RESET_BEFORE_RESPONSE, RESPOND), again));
        GuardedCourse virtual = GuardedCourse.of(
                reused(put.with("mode", "virtual"), once, RESET_BEFORE_RESPONSE, RESPOND)
                        .since(21),
                again);
        Stream<GuardedCourse> threads =
                Stream.of("jdk", "user").map(executor -> threads(put.with("executor", executor)));
        return Stream.concat(
                Stream.concat(modes, threads),
                Stream.of(virtual, redirected(put), redirectedInVain(put), cancelled(put), timedOut(put)));
    }

    private static Course afterRedirect(String name, Request request, ServerStep... then) {
        return Course.of(
                Client.HTTP_CLIENT,
                "reused, " + name + " after a redirect",
                scene -> {
                    ServerStep there =
                            RESPOND.step().withStatus(307).withBody(0).withHeader("Location: " + scene.path + "target");
                    ServerStep[] steps =
                            Stream.concat(Stream.of(there), Stream.of(then)).toArray(ServerStep[]::new);
                    ScriptedServer server = scene.server(steps);
                    Result result = scene.send(server, request.with("redirects"));
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                sent(2).connected(1).gets(FAILED));
    }

    /** Its failure comes by once more for the first hop, and is not decided again. */
    private static GuardedCourse redirectedInVain(Request request) {
        return GuardedCourse.of(
                afterRedirect("RST always", request, RESET_BEFORE_RESPONSE.step()),
                sent(3).connected(2).gets(FAILED).tells(RetryTold.failedAgain()));
    }

    /** The second hop is a request of its own. */
    private static GuardedCourse redirected(Request request) {
        return GuardedCourse.of(
                afterRedirect("RST", request, RESET_BEFORE_RESPONSE.step(), RESPOND.step()),
                sent(3).connected(2)
                        .gets("200/100")
                        .tells(EventRule.exactly(
                                EventPattern.peerReset("retried", ".*", ".*").with("url", ".*/target"),
                                done("S", "idempotent_on_reused_connection").with("status", "200"))));
    }

    /** The same threads as where the first attempt succeeds; which the JDK's default pool has depends on the machine. */
    private static GuardedCourse threads(Request request) {
        String handled = request.toString().contains("user") ? "user-executor" : "HttpClient-Worker-";
        String first = "200/100 IOException: (handled on " + handled
                + ", goes on on (Thread-|ForkJoinPool\\.commonPool-worker-)) \\| ";
        Request named = request.with("threads");
        return GuardedCourse.of(
                Course.of(
                        Client.HTTP_CLIENT,
                        "threads: " + request,
                        scene -> {
                            ScriptedServer server =
                                    scene.server(RESPOND.step(), RESET_BEFORE_RESPONSE.step(), RESPOND.step());
                            Result untroubled = scene.send(server, named);
                            Result second = scene.send(server, named);
                            return Seen.of(server.received().size(), server.connections(), untroubled, second);
                        },
                        sent(2).connected(1).gets(first + FAILED)),
                sent(3).connected(2)
                        .gets(first + "200/100 IOException: \\1")
                        .tells(retried("S", "idempotent_on_reused_connection", 200)));
    }

    /** While the second attempt waits for its answer. */
    private static GuardedCourse cancelled(Request request) {
        return GuardedCourse.of(
                Course.of(
                                Client.HTTP_CLIENT,
                                "cancelled in the second attempt",
                                scene -> {
                                    ScriptedServer server = scene.server(
                                            RESPOND.step(), RESET_BEFORE_RESPONSE.step(), AWAIT_CLOSE.step());
                                    Result warm = scene.send(server, Request.of("GET"));
                                    int id = scene.start(server, request.with("cancelOnInterrupt"));
                                    server.awaitRequests(2);
                                    if (scene.retries()) {
                                        server.awaitRequests(3);
                                        scene.interrupt(id);
                                        Scene.awaitClientClose(server);
                                    }
                                    Result result = scene.await(id);
                                    return Seen.of(server.received().size(), server.connections(), warm, result);
                                },
                                sent(2).connected(1).gets(WARM + FAILED))
                        .since(16),
                sent(3).connected(2)
                        .gets(WARM + ".*CancellationException.*")
                        .tells(EventRule.exactly(
                                EventPattern.peerReset("retried", "await_response", "rst"),
                                done("S", "idempotent_on_reused_connection"))));
    }

    /** Its time-out is one for both attempts: the JDK would begin a new one with each. */
    private static GuardedCourse timedOut(Request put) {
        long timeoutMillis = 4_000;
        long firstMillis = 3_000;
        Request request = put.with("timeoutMs", timeoutMillis);
        return GuardedCourse.of(
                Course.of(
                        Client.HTTP_CLIENT,
                        "time-out in the second attempt",
                        scene -> {
                            ScriptedServer server = scene.server(
                                    RESPOND.step(), RESET_BEFORE_RESPONSE.step().after(firstMillis), STALL.step());
                            Result warm = scene.send(server, Request.of("GET"));
                            Result result = scene.send(server, request);
                            if (result.elapsedMillis() >= timeoutMillis + firstMillis) {
                                throw new AssertionError("the time-out began anew: " + result);
                            }
                            return Seen.of(server.received().size(), server.connections(), warm, result);
                        },
                        sent(2).connected(1).gets(WARM + FAILED)),
                sent(3).connected(2)
                        .gets(WARM + FAILED)
                        .because("the first failure is what the application gets")
                        .tells(EventRule.exactly(
                                EventPattern.peerReset("retried", "await_response", "rst"),
                                done("S", "idempotent_on_reused_connection"))));
    }
}
