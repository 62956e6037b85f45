package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryTold.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What retry does to requests of HttpClient that the JDK alone lets fail, and what it must leave alone. */
final class RetryHttpClientCourses {
    static final String FAILED = ".*(Connection reset|received no bytes|Broken pipe|EOF).*";
    static final String WARM = "200/100 \\| ";
    private static final Request KEYED = Request.of("POST").with("headers", "Idempotency-Key:order-4711");

    private RetryHttpClientCourses() {}

    static List<GuardedCourse> idempotent() {
        return Stream.of(
                        reused(),
                        left(),
                        RetryHttpClientBodies.nothingSent(),
                        RetryHttpClientBodies.bodies(),
                        RetryHttpClientWays.ways(),
                        RetryHttpClientPools.pooled())
                .flatMap(rows -> rows)
                .toList();
    }

    /** On a reused connection, with no byte of an answer. */
    private static Stream<GuardedCourse> reused() {
        Expectation once = sent(2).connected(1).gets(WARM + FAILED);
        Expectation again = sent(3).connected(2).gets(WARM + "200/(100|0)");
        EventRule idempotent = retried("S", "idempotent_on_reused_connection", 200);
        Stream<GuardedCourse> recovered = Stream.of(Request.of("PUT"), Request.of("DELETE"), Request.of("OPTIONS"))
                .map(request -> GuardedCourse.of(
                        reused(request, once, RESET_BEFORE_RESPONSE, RESPOND), again.tells(idempotent)));
        return Stream.concat(
                recovered,
                Stream.of(
                        GuardedCourse.of(
                                reused(KEYED, once, RESET_BEFORE_RESPONSE, RESPOND),
                                again.tells(retried("S", "keyed_on_reused_connection", 200))),
                        GuardedCourse.of(
                                reused(Request.of("PUT"), once, CLOSE_BEFORE_RESPONSE, RESPOND),
                                again.tells(idempotent)),
                        GuardedCourse.of(
                                        reused(Request.of("PUT"), once, RESET_BEFORE_RESPONSE),
                                        sent(3).connected(2).gets(WARM + FAILED).tells(failedAgain()))
                                .withTheSameError(),
                        GuardedCourse.of(
                                reused(
                                        Request.of("PUT"),
                                        once,
                                        RESET_BEFORE_RESPONSE.step(),
                                        RESPOND.step().withStatus(503)),
                                sent(3).connected(2)
                                        .gets(WARM + "503/100")
                                        .tells(retried("S", "idempotent_on_reused_connection", 503)))));
    }

    /** Retry is on, and these are as they are without it. */
    private static Stream<GuardedCourse> left() {
        Expectation once = sent(2).connected(1).gets(WARM + FAILED);
        Expectation cut = sent(2).connected(1).gets(WARM + ".*IOException.*");
        EventRule surfaced = EventRule.atLeast(EventPattern.peerReset("surfaced", ".*", ".*"));
        Expectation twice = sent(2).connected(2).gets(FAILED).from(26, jdk -> jdk.sentInstead(5)
                .connected(5));
        return Stream.of(
                GuardedCourse.unchanged(
                        reused(Request.of("POST"), once, RESET_BEFORE_RESPONSE, RESPOND),
                        suppressed("S", "not_idempotent")),
                GuardedCourse.unchanged(
                        reused(Request.of("PATCH"), once, RESET_BEFORE_RESPONSE, RESPOND),
                        suppressed("S", "not_idempotent")),
                GuardedCourse.unchanged(reused(Request.of("PUT"), cut, RESET_IN_STATUS_LINE, RESPOND), surfaced),
                GuardedCourse.unchanged(reused(Request.of("PUT"), cut, RESET_IN_HEAD, RESPOND), surfaced),
                GuardedCourse.unchanged(
                        first(Request.of("GET"), twice, RESET_BEFORE_RESPONSE),
                        EventRule.atLeast(
                                EventPattern.peerReset("surfaced", ".*", ".*"), notDone("U", "fresh_connection"))),
                GuardedCourse.unchanged(
                        first(Request.of("PUT"), sent(1).connected(1).gets(FAILED), RESET_BEFORE_RESPONSE, RESPOND),
                        suppressed("U", "fresh_connection")),
                GuardedCourse.unchanged(
                        first(Request.of("GET").with("websocket"), twice.gets(".*Exception.*"), RESET_BEFORE_RESPONSE),
                        EventRule.atLeast(notDone("U", "protocol_switch"))),
                GuardedCourse.unchanged(
                        first(Request.of("GET"), sent(1).connected(1).gets("200/100"), RESPOND), EventRule.none()),
                GuardedCourse.unchanged(
                        first(
                                Request.of("GET").with("timeoutMs", 300),
                                sent(1).connected(1).gets(".*HttpTimeoutException.*"),
                                STALL),
                        EventRule.none()));
    }

    static List<GuardedCourse> proven() {
        Expectation once = sent(2).connected(1).gets(WARM + FAILED);
        return List.of(
                RetryHttpClientPools.threeStale(),
                GuardedCourse.unchanged(
                        reused(Request.of("PUT"), once, RESET_BEFORE_RESPONSE, RESPOND), suppressed("S", "not_proven")),
                GuardedCourse.unchanged(
                        reused(KEYED, once, RESET_BEFORE_RESPONSE, RESPOND), suppressed("S", "not_proven")));
    }

    static List<GuardedCourse> fresh() {
        return List.of(
                GuardedCourse.of(
                        first(Request.of("OPTIONS"), sent(1).connected(1).gets(FAILED), RESET_BEFORE_RESPONSE, RESPOND),
                        sent(2).connected(2).gets("200/100").tells(retried("U", "safe_on_fresh_connection", 200))),
                GuardedCourse.unchanged(
                        first(Request.of("PUT"), sent(1).connected(1).gets(FAILED), RESET_BEFORE_RESPONSE, RESPOND),
                        suppressed("U", "not_safe_on_fresh_connection")));
    }

    /** The application has set no time-out: the agent's attempt has one, and the first failure is what comes of it. */
    static List<GuardedCourse> deadline() {
        return List.of(GuardedCourse.of(
                        reused(
                                Request.of("PUT").with("timeoutMs", "none"),
                                sent(2).connected(1).gets(WARM + FAILED),
                                RESET_BEFORE_RESPONSE,
                                STALL),
                        sent(3).connected(2)
                                .gets(WARM + FAILED)
                                .tells(EventRule.exactly(
                                        EventPattern.peerReset("retried", "await_response", "rst"),
                                        done("S", "idempotent_on_reused_connection"))))
                .withTheSameError());
    }

    /** Requests to hosts that are not watched are left alone, the JDK's own re-sends too. */
    static List<GuardedCourse> otherHosts() {
        Expectation once = sent(2).connected(1).gets(WARM + FAILED);
        return List.of(
                GuardedCourse.unchanged(RetryHttpClientPools.threeStale().alone(), EventRule.none()),
                GuardedCourse.unchanged(
                        reused(Request.of("PUT"), once, RESET_BEFORE_RESPONSE, RESPOND), EventRule.none()));
    }

    static Course reused(Request request, Expectation alone, SocketEffect... effects) {
        return reused(
                request, alone, Arrays.stream(effects).map(SocketEffect::step).toArray(ServerStep[]::new));
    }

    /** After another request on the same connection. */
    static Course reused(Request request, Expectation alone, ServerStep... steps) {
        ServerStep[] all =
                Stream.concat(Stream.of(RESPOND.step()), Arrays.stream(steps)).toArray(ServerStep[]::new);
        return Course.of(
                Client.HTTP_CLIENT,
                "reused, " + steps[0].effect() + ": " + request,
                scene -> {
                    ScriptedServer server = scene.server(all);
                    Request warmUp = request.with("method", "GET")
                            .with("name", "warm-up")
                            .with("mode", "sync");
                    Result warm =
                            scene.send(server, warmUp.with("streaming", "none").with("headers", ""));
                    Result result = scene.send(server, request);
                    boolean suppressedOne = scene.retries()
                            && result.failed()
                            && server.received().size() > 2;
                    if (result.suppressed() != (suppressedOne ? 1 : 0)) {
                        throw new AssertionError(result.suppressed() + " suppressed in " + result);
                    }
                    return Seen.of(server.received().size(), server.connections(), warm, result);
                },
                alone);
    }

    static Course first(Request request, Expectation alone, SocketEffect... effects) {
        return Course.of(
                Client.HTTP_CLIENT,
                "fresh, " + effects[0] + ": " + request,
                scene -> {
                    ScriptedServer server = scene.server(
                            Arrays.stream(effects).map(SocketEffect::step).toArray(ServerStep[]::new));
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                alone);
    }
}
