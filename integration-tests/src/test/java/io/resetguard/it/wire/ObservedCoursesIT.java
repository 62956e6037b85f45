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
import io.resetguard.it.wire.CourseRun.Played;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each course without the agent and with it: the same for the application and the server, and the events told. */
class ObservedCoursesIT {
    private static final String RETRY_POST_OFF = "-Dsun.net.http.retryPost=false";

    @TestFactory
    Stream<DynamicNode> courses(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> rows(jdk, client, "", Courses.of(client), directory)));
    }

    @TestFactory
    Stream<DynamicNode> withoutRepeatedPosts(@TempDir Path directory) {
        return Jdks.all()
                .map(jdk -> rows(
                        jdk,
                        Client.HTTP_URL_CONNECTION,
                        RETRY_POST_OFF,
                        RetryPostCourses.all().toList(),
                        directory));
    }

    private static DynamicNode rows(Jdk jdk, Client client, String argument, List<Course> all, Path directory) {
        List<Course> courses = all.stream().filter(course -> course.on(jdk)).toList();
        String[] arguments = argument.isEmpty() ? new String[0] : new String[] {argument};
        Events events = new Events(directory.resolve(jdk.feature() + "-" + client.label() + ".jsonl"));
        List<Played> bare = CourseRun.all(ForkedJvm.of(jdk).jvm(arguments), client, courses);
        ForkedJvm observed = ForkedJvm.of(jdk).jvm(arguments).agent(events.option(), "log=off", "summary=false");
        List<Played> played = CourseRun.all(observed, client, courses);
        List<EventLine> told = events.read();
        List<DynamicNode> tests = new ArrayList<>();
        for (int i = 0; i < played.size(); i++) {
            Played without = bare.get(i);
            Played with = played.get(i);
            Instant end = i + 1 < played.size() ? played.get(i + 1).begun() : Instant.MAX;
            List<EventLine> its = of(with, end, told);
            tests.add(dynamicTest(with.course().name(), () -> check(without, with, jdk, its)));
        }
        tests.add(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told)));
        return dynamicContainer((jdk + ", " + client.label() + " " + argument).trim(), tests);
    }

    /** Those with its URL; and where a tunnel's URL is told, or none, those of its time. */
    static List<EventLine> of(Played played, Instant end, List<EventLine> told) {
        return told.stream()
                .filter(line -> line.url().contains("/course-")
                        ? line.url().contains(played.path())
                        : within(played.begun(), end, line))
                .toList();
    }

    private static boolean within(Instant begun, Instant end, EventLine line) {
        Instant time = Instant.parse(line.text("time").orElseThrow());
        return !time.isBefore(begun.minusMillis(1)) && time.isBefore(end.minusMillis(1));
    }

    private static void check(Played bare, Played observed, Jdk jdk, List<EventLine> events) {
        Expectation expected = observed.course().expectation().on(jdk);
        EventRule rule = expected.events();
        assertAll(
                expected.reason(),
                () -> check(bare, expected, "without the agent: "),
                () -> check(observed, expected, "with the agent: "),
                () -> assertEquals(
                        Optional.empty(),
                        rule.objection(observed.seen().requests(), events),
                        () -> observed + " told " + events),
                () -> NoFault.in(events));
    }

    static void check(Played played, Expectation expected, String how) {
        assertAll(
                how + played,
                () -> assertTrue(
                        expected.allows(played.seen().brief()),
                        () -> "the application got " + played.seen().brief() + ", not " + expected.outcomes()),
                () -> assertTrue(
                        expected.requests().contains(played.seen().requests()),
                        () -> played.seen().requests() + " requests instead of " + expected.requests()),
                () -> assertTrue(
                        expected.connections().isEmpty()
                                || expected.connections().contains(played.seen().connections()),
                        () -> played.seen().connections() + " connections instead of " + expected.connections()));
    }
}
