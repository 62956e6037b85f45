package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryHttpClientCourses.FAILED;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What is in the pool where a request is sent again, and what the JDK alone would take from it. */
final class RetryHttpClientPools {
    private static final Request GET = Request.of("GET");
    private static final Expectation SECOND_WORKS = sent(4).connected(2).gets("(200/100 \\| ){2}200/(100|0)");

    private RetryHttpClientPools() {}

    /** The JDK's own re-send of a GET, on a new connection. */
    static Stream<GuardedCourse> pooled() {
        return Stream.of(
                threeStale(),
                onlyTheFirstIsStale(GET),
                onlyTheFirstIsStale(Request.of("HEAD")),
                viaProxy(),
                nobodyAccepts(GET),
                nobodyAccepts(GET.with("timeoutMs", 3_000)),
                nobodyAccepts(GET.with("connectTimeoutMs", 2_000).with("client", "short connect time-out")));
    }

    /** With {@code retry.fresh=true,retry.max=1}: the agent has nothing to add to what the JDK sends. */
    static List<GuardedCourse> once() {
        return List.of(onlyTheFirstIsStale(GET), onlyTheFirstIsStale(Request.of("HEAD")));
    }

    /** With {@code jdk.httpclient.enableAllMethodRetry} the JDK sends a POST again, and nobody else does. */
    static List<GuardedCourse> allMethods() {
        return Stream.of("POST", "PUT")
                .map(method -> GuardedCourse.of(
                        stale(Request.of(method)),
                        SECOND_WORKS.tells(EventRule.exactly(
                                EventPattern.peerReset("jdk_resent", "await_response", "rst"),
                                EventPattern.jdkResend().with("retry_tier", "S")))))
                .toList();
    }

    static GuardedCourse threeStale() {
        Expectation alone = sent(5).connected(3)
                .gets("(200/100 \\| ){3}" + FAILED)
                .from(26, jdk -> jdk.sentInstead(7).connected(4).gets("(200/100 \\| ){3}200/100"));
        return GuardedCourse.of(
                ModeCourses.stale(Client.HTTP_CLIENT, alone),
                sent(5).connected(4)
                        .gets("(200/100 \\| ){3}200/100")
                        .tells(SendsTold.hidden(
                                2,
                                EventPattern.peerReset(".*", "await_response", "rst")
                                        .with("connection_reused", "true"))));
    }

    /** A server that lets nobody have a third connection: what the JDK alone would do is still done. */
    private static GuardedCourse onlyTheFirstIsStale(Request request) {
        return GuardedCourse.of(
                stale(request),
                SECOND_WORKS.sentInstead(5).connected(3).tells(EventRule.atLeast(EventPattern.jdkResend())));
    }

    private static Course stale(Request request) {
        return Course.of(
                Client.HTTP_CLIENT,
                "one stale connection, one that works, and no other: " + request,
                scene -> ModeCourses.pooledThenSent(scene, scene.server(cappedAtTwo()), 2, request, () -> {}),
                SECOND_WORKS);
    }

    /** The JDK pools connections to a proxy by the proxy, of JDK 11 none at all. */
    private static GuardedCourse viaProxy() {
        Course course = Course.of(
                        Client.HTTP_CLIENT,
                        "one stale connection to a proxy, one that works, and no other",
                        scene -> {
                            ScriptedProxy proxy = scene.proxy(
                                    ProxyEffect.FORWARD, ProxyEffect.FORWARD, ProxyEffect.RESET_BEFORE_ANSWER);
                            ScriptedServer server = scene.server(cappedAtTwo());
                            return ModeCourses.pooledThenSent(
                                    scene, server, 2, GET.with("proxy", proxy.address()), () -> {});
                        },
                        SECOND_WORKS)
                .since(17);
        return GuardedCourse.of(course, SECOND_WORKS.tells(EventRule.atLeast(EventPattern.jdkResend())));
    }

    /** A connect that hangs is given up in time for what the JDK alone would do. */
    private static GuardedCourse nobodyAccepts(Request request) {
        Course course = Course.of(
                Client.HTTP_CLIENT,
                "one stale connection, one that works, and nobody accepts another: " + request,
                scene -> {
                    ScriptedServer server = scene.closing(ScriptedServer.startNarrow(cappedAtTwo()));
                    return ModeCourses.pooledThenSent(scene, server, 2, request, server::fill);
                },
                SECOND_WORKS);
        return GuardedCourse.of(course, SECOND_WORKS.tells(EventRule.atLeast(EventPattern.jdkResend())));
    }

    private static Script cappedAtTwo() {
        AtomicBoolean stale = new AtomicBoolean(true);
        return ModeCourses.afterAll(2, request -> {
            boolean reset = request.connection() > 2 || (request.onConnection() > 1 && stale.getAndSet(false));
            return (reset ? RESET_BEFORE_RESPONSE : RESPOND).step();
        });
    }
}
