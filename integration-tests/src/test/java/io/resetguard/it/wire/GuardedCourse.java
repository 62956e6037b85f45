package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.wire.CourseRun.Played;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * A course with what comes of it where the agent may act: with retry, or with prevent.
 *
 * @param alone the course, and what the JDK alone makes of it; its events are not looked at
 * @param guarded the same with the agent
 * @param sameError whether the application must get the very failure that the JDK alone gives
 */
record GuardedCourse(Course alone, Expectation guarded, boolean sameError) {
    static GuardedCourse of(Course alone, Expectation guarded) {
        return new GuardedCourse(alone, guarded, false);
    }

    /** The agent changes nothing, but for what is told. */
    static GuardedCourse unchanged(Course alone, EventRule told) {
        return new GuardedCourse(alone, alone.expectation().tells(told), true);
    }

    GuardedCourse withTheSameError() {
        return new GuardedCourse(alone, guarded, true);
    }

    /** Each course of these that the JDK knows, by the JDK alone and with the agent, in one JVM each of this program. */
    static DynamicNode rows(
            Jdk jdk,
            String program,
            String name,
            List<GuardedCourse> courses,
            Path directory,
            UnaryOperator<ForkedJvm> jvm,
            String... options) {
        List<GuardedCourse> here =
                courses.stream().filter(course -> course.alone().on(jdk)).toList();
        List<Course> alone = here.stream().map(GuardedCourse::alone).toList();
        Events events = new Events(directory.resolve(jdk.feature() + name.replaceAll("\\W", "") + ".jsonl"));
        ForkedJvm watched = jvm.apply(ForkedJvm.of(jdk))
                .agent(Stream.concat(Stream.of(events.option(), "log=off", "summary=false"), Stream.of(options))
                        .toArray(String[]::new));
        List<Played> bare = CourseRun.all(jvm.apply(ForkedJvm.of(jdk)), program, alone);
        List<Played> played = CourseRun.all(watched, program, alone);
        List<EventLine> told = events.read();
        Stream<DynamicNode> agent = Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told)));
        Stream<DynamicNode> tests = IntStream.range(0, here.size())
                .mapToObj(i -> dynamicTest(
                        alone.get(i).name(), () -> here.get(i).check(bare.get(i), played.get(i), jdk, told)));
        return dynamicContainer(jdk + ", " + name, Stream.concat(agent, tests));
    }

    private void check(Played bare, Played played, Jdk jdk, List<EventLine> told) {
        Expectation expected = guarded.on(jdk);
        List<EventLine> events =
                told.stream().filter(line -> line.url().contains(played.path())).toList();
        assertAll(
                expected.reason(),
                () -> ObservedCoursesIT.check(bare, alone.expectation().on(jdk), "without the agent: "),
                () -> ObservedCoursesIT.check(played, expected, "with the agent: "),
                () -> assertEquals(
                        Optional.empty(),
                        expected.events().objection(played.seen().requests(), events),
                        () -> played + " told " + events),
                () -> assertTrue(
                        !sameError || failure(bare).equals(failure(played)),
                        () -> "the JDK alone " + bare + ", with the agent " + played));
    }

    /** How one RST shows differs from run to run: by who met it first, a read or a write. */
    private static String failure(Played played) {
        return played.seen()
                .brief()
                .replaceAll(
                        "\\w+Exception: (Connection reset( by peer)?|Broken pipe|EOF reached while reading)", "reset");
    }
}
