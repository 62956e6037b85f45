package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole table with {@code retry}: what {@link BareJdkIT} measures and {@link ObservedWireIT} leaves as it is, in each
 * mode, as {@link RetryRule} has it. Nothing is sent less often than by the JDK, nor more often than the mode allows, and
 * what the mode does not touch ends as without the agent.
 */
class RetryWireIT {
    @TestFactory
    Stream<DynamicNode> eachModeSendsWhatItMayAndNothingElse(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .flatMap(client -> Stream.of(RetryMode.PROVEN, RetryMode.IDEMPOTENT, RetryMode.FRESH)
                        .map(mode -> rows(jdk, client, mode, directory))));
    }

    private static DynamicNode rows(Jdk jdk, Client client, RetryMode mode, Path directory) {
        Events events = new Events(directory.resolve(jdk.feature() + "-" + client.label() + "-" + mode + ".jsonl"));
        ForkedJvm jvm = mode.in(ForkedJvm.of(jdk), events.option(), "log=off", "summary=false");
        List<Observation> observations = WireRun.together(jvm, client, WirePoints.of(client));
        List<EventLine> told = events.read();
        Stream<DynamicNode> agent = Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told)));
        Stream<DynamicNode> points = observations.stream()
                .map(observation -> dynamicTest(observation.point().name(), () -> check(observation, jdk, mode, told)));
        return dynamicContainer(jdk + ", " + client.label() + ", retry " + mode, Stream.concat(agent, points));
    }

    private static void check(Observation observation, Jdk jdk, RetryMode mode, List<EventLine> told) {
        List<EventLine> its = observation.of(told);
        assertAll(
                its.toString(),
                () -> BareJdkIT.check(observation, RetryRule.of(observation.point(), jdk, mode)),
                () -> EventRule.assertPaired(its));
    }
}
