package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What each JDK does by itself: the reference that the agent must not change. */
class BareJdkIT {
    @TestFactory
    Stream<DynamicNode> withoutAgent() {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> rows(jdk, client)));
    }

    private static DynamicNode rows(Jdk jdk, Client client) {
        List<Observation> observations = WireRun.together(ForkedJvm.of(jdk), client, WirePoints.of(client));
        return dynamicContainer(
                jdk + ", " + client.label(),
                observations.stream()
                        .map(observation -> dynamicTest(observation.point().name(), () -> check(observation, jdk))));
    }

    /** The application's result and the server's count are as the table says. */
    static void check(Observation observation, Jdk jdk) {
        check(observation, observation.point().expectation().on(jdk));
    }

    /** They are as expected. */
    static void check(Observation observation, Expectation expected) {
        String brief = observation.result().brief();
        assertAll(
                observation + " " + expected.reason(),
                () -> assertTrue(
                        expected.allows(brief), () -> "the application got " + brief + ", not " + expected.outcomes()),
                () -> assertTrue(
                        expected.requests().contains(observation.requests()),
                        () -> observation.requests() + " requests instead of " + expected.requests()),
                () -> assertTrue(
                        expected.connections().isEmpty()
                                || expected.connections().contains(observation.connections()),
                        () -> observation.connections() + " connections instead of " + expected.connections()));
    }
}
