package io.resetguard.it.wire;

import static io.resetguard.it.wire.Expectation.sent;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        ForkedJvm jvm = ForkedJvm.of(jdk).agent("jdk-resend=block", events.option(), "log=off", "summary=false");
        Client client = Client.HTTP_URL_CONNECTION;
        List<Observation> observations = WireRun.together(jvm, client, WirePoints.of(client));
        List<EventLine> told = events.read();
        Stream<DynamicNode> agent = Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told)));
        Stream<DynamicNode> points = observations.stream()
                .map(observation -> dynamicTest(observation.point().name(), () -> check(observation, jdk, told)));
        return dynamicContainer(jdk.toString(), Stream.concat(agent, points));
    }

    private static void check(Observation observation, Jdk jdk, List<EventLine> told) {
        List<EventLine> its = observation.of(told);
        WirePoint point = observation.point();
        Expectation expected = isBufferedPost(point)
                ? blocked(point, jdk)
                : point.expectation().on(jdk);
        assertAll(
                its.toString(),
                () -> BareJdkIT.check(observation, expected),
                () -> assertTrue(!isBufferedPost(point) || resent(its).allMatch("P0"::equals)),
                () -> assertEquals(
                        count(its, "retry_suppressed"),
                        its.stream()
                                .filter(line -> line.text("reason").equals(Optional.of("jdk_resend_blocked")))
                                .count()));
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

    private static long count(List<EventLine> its, String event) {
        return its.stream().filter(line -> line.event().equals(event)).count();
    }
}
