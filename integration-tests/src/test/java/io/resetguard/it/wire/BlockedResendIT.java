package io.resetguard.it.wire;

import static io.resetguard.it.wire.Expectation.sent;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.wire.WirePoint.Sending;
import io.resetguard.it.wire.WirePoint.Server;
import io.resetguard.it.wire.WirePoint.Situation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole table with {@code jdk-resend=block}: no POST without a key is received twice, and all else is as without the
 * agent, the JDK's own re-sends of other requests included.
 */
class BlockedResendIT {
    private static final String FAILED = ".*Exception.*";

    /** After the whole request, or a part of it, was read. */
    private static final Set<SocketEffect> AFTER_IT_CAME = Set.of(
            SocketEffect.RESET_BEFORE_RESPONSE,
            SocketEffect.CLOSE_BEFORE_RESPONSE,
            SocketEffect.RESET_IN_STATUS_LINE,
            SocketEffect.RESET_IN_HEAD);

    @TestFactory
    Stream<DynamicNode> noPostIsReceivedTwice(@TempDir Path directory) {
        return Jdks.all().map(jdk -> rows(jdk, directory));
    }

    private static DynamicNode rows(Jdk jdk, Path directory) {
        Events events = new Events(directory.resolve(jdk.feature() + ".jsonl"));
        Client client = Client.HTTP_URL_CONNECTION;
        List<WirePoint> points = WirePoints.of(client);
        return rows(jdk.toString(), ForkedJvm.of(jdk), events, client, points, (observation, its) -> {
            WirePoint point = observation.point();
            Expectation expected = isBufferedPost(point)
                    ? blocked(point, jdk)
                    : point.expectation().on(jdk);
            BareJdkIT.check(observation, expected);
        });
    }

    /** It sends only GET and HEAD again by itself, unless it is told to. */
    @TestFactory
    Stream<DynamicNode> norByHttpClientThatIsToldToSendAllAgain(@TempDir Path directory) {
        return Jdks.all().filter(Client.HTTP_CLIENT::on).flatMap(jdk -> Stream.of("retry=off", "retry=idempotent")
                .map(retry -> {
                    Events events = new Events(directory.resolve(jdk.feature() + retry + ".jsonl"));
                    ForkedJvm jvm = ForkedJvm.of(jdk).jvm("-Djdk.httpclient.enableAllMethodRetry=true");
                    return rows(
                            jdk + ", " + retry,
                            jvm,
                            events,
                            Client.HTTP_CLIENT,
                            allMethods(),
                            (observation, its) -> BareJdkIT.check(observation, jdk),
                            retry);
                }));
    }

    private static List<WirePoint> allMethods() {
        Sending post = new Sending("POST", Request.of("POST"));
        List<Sending> twice = List.of(
                post.with("headers", "Idempotency-Key:one"),
                new Sending("PUT", Request.of("PUT")),
                new Sending("DELETE", Request.of("DELETE")));
        return Stream.of(SocketEffect.RESET_BEFORE_RESPONSE, SocketEffect.CLOSE_BEFORE_RESPONSE)
                .flatMap(effect -> {
                    Situation once = WirePoint.when(
                            Client.HTTP_CLIENT, Server.PLAIN, effect + "", effect.step(), SocketEffect.RESPOND.step());
                    return Stream.concat(
                            once.toEither(List.of(post), sent(1).connected(1).gets(FAILED)),
                            once.to(twice, sent(2).connected(2).gets(UrlConnectionPoints.ANSWERED)));
                })
                .toList();
    }

    private static DynamicNode rows(
            String name,
            ForkedJvm jvm,
            Events events,
            Client client,
            List<WirePoint> points,
            BiConsumer<Observation, List<EventLine>> check,
            String... options) {
        List<String> all = new ArrayList<>(List.of("jdk-resend=block", events.option(), "log=off", "summary=false"));
        all.addAll(List.of(options));
        List<Observation> observations = WireRun.together(jvm.agent(all.toArray(String[]::new)), client, points);
        List<EventLine> told = events.read();
        Stream<DynamicNode> agent = Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told)));
        Stream<DynamicNode> tests = observations.stream()
                .map(observation -> dynamicTest(observation.point().name(), () -> {
                    List<EventLine> its = observation.of(told);
                    assertAll(its.toString(), () -> check.accept(observation, its), () -> saysSo(observation, its));
                }));
        return dynamicContainer(name, Stream.concat(agent, tests));
    }

    /** Of what the JDK sent again it was proven that it may be; what was kept from it has an event that says so. */
    private static void saysSo(Observation observation, List<EventLine> its) {
        boolean unkeyedPost = isBufferedPost(observation.point());
        List<String> blocked = its.stream()
                .filter(line -> line.event().equals("retry_suppressed"))
                .flatMap(line -> line.text("reason").stream())
                .toList();
        assertTrue(!unkeyedPost || resent(its).allMatch(tier -> tier.matches("P[01]")));
        boolean cut = AFTER_IT_CAME.contains(first(observation.point()).effect())
                && !observation.point().saidClose();
        assertTrue(!unkeyedPost || !cut || blocked.contains("jdk_resend_blocked"));
        assertTrue(unkeyedPost || !blocked.contains("jdk_resend_blocked"));
    }

    private static boolean isBufferedPost(WirePoint point) {
        return point.request().method().equals("POST")
                && point.request().key("streaming").isEmpty()
                && !point.request().key("headers").contains("Idempotency-Key");
    }

    /** What becomes of it where the JDK, left alone, would have sent it a second time. */
    private static Expectation blocked(WirePoint point, Jdk jdk) {
        Expectation alone = point.expectation().on(jdk);
        SocketEffect effect = first(point).effect();
        if (point.saidClose()) {
            return alone; // and so was not processed
        }
        if (AFTER_IT_CAME.contains(effect)) {
            return alone.sentInstead(1).connected(1).gets(FAILED);
        }
        return switch (effect) {
            // Over loopback the answer is there before the next write fails; a reset may have erased it.
            case EARLY_413_AND_CLOSE -> sent(1).connected(1).gets("413/.*", FAILED);
            case RESET_DURING_UPLOAD -> sent(1).connected(1).gets(FAILED);
            // The head went out, to nobody: no proof, for the peer could have read it. prevent=on looks before.
            case CLOSE_WHILE_IDLE -> sent(0).connected(1).gets(FAILED);
            default -> alone;
        };
    }

    private static ServerStep first(WirePoint point) {
        ServerStep first = point.steps().get(0);
        boolean isOver = first.effect() == SocketEffect.RESPOND && point.steps().size() > 1;
        return point.steps().get(point.warmUp() && isOver ? 1 : 0);
    }

    /** What was proven where the JDK sent again. */
    private static Stream<String> resent(List<EventLine> its) {
        return its.stream()
                .filter(line -> line.event().equals("jdk_resend"))
                .flatMap(line -> line.text("retry_tier").stream());
    }
}
