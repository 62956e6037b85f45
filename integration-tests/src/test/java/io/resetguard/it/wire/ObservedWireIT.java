package io.resetguard.it.wire;

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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same table with the agent looking on: nothing changes for the application, and every reset is told. */
class ObservedWireIT {
    @TestFactory
    Stream<DynamicNode> withAgent(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> rows(jdk, client, directory)));
    }

    /** The events are read when the JVM has ended, so that none is still to come. */
    private static DynamicNode rows(Jdk jdk, Client client, Path directory) {
        Events events = new Events(directory.resolve(jdk.feature() + "-" + client.label() + ".jsonl"));
        ForkedJvm jvm = ForkedJvm.of(jdk).agent(events.option(), "log=off", "summary=false");
        List<Observation> observations = WireRun.all(jvm, client, WirePoints.of(client));
        List<EventLine> told = events.read();
        Stream<DynamicNode> agent =
                Stream.of(dynamicTest("the agent starts, stops and has no fault", () -> NoFault.inWhole(told)));
        Stream<DynamicNode> points = observations.stream()
                .map(observation -> dynamicTest(observation.point().name(), () -> check(observation, jdk, told)));
        return dynamicContainer(jdk + ", " + client.label(), Stream.concat(agent, points));
    }

    private static void check(Observation observation, Jdk jdk, List<EventLine> told) {
        List<EventLine> events = observation.of(told);
        EventRule rule = observation.point().expectation().on(jdk).events();
        Optional<String> objection = rule.objection(observation.sends(), events);
        assertAll(
                () -> BareJdkIT.check(observation, jdk),
                () -> assertEquals(Optional.empty(), objection, observation::toString),
                () -> assertTrue(
                        events.stream().allMatch(event -> event.text("client")
                                .equals(Optional.of(observation.point().client().label()))),
                        () -> "another client in " + events));
    }
}
