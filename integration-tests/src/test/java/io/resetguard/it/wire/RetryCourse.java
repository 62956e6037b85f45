package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.wire.CourseRun.Played;
import java.util.List;
import java.util.Optional;

/**
 * A course with what comes of it where retry is on.
 *
 * @param alone the course, and what the JDK alone makes of it; its events are not looked at
 * @param retried the same with retry
 * @param sameError whether the application must get the very failure that the JDK alone gives
 */
record RetryCourse(Course alone, Expectation retried, boolean sameError) {
    static RetryCourse of(Course alone, Expectation retried) {
        return new RetryCourse(alone, retried, false);
    }

    /** Retry changes nothing, but for what is told. */
    static RetryCourse unchanged(Course alone, EventRule told) {
        return new RetryCourse(alone, alone.expectation().tells(told), true);
    }

    RetryCourse withTheSameError() {
        return new RetryCourse(alone, retried, true);
    }

    void check(Played bare, Played played, Jdk jdk, List<EventLine> told) {
        Expectation expected = retried.on(jdk);
        List<EventLine> events =
                told.stream().filter(line -> line.url().contains(played.path())).toList();
        assertAll(
                expected.reason(),
                () -> ObservedCoursesIT.check(bare, alone.expectation().on(jdk), "without the agent: "),
                () -> ObservedCoursesIT.check(played, expected, "with retry: "),
                () -> assertEquals(
                        Optional.empty(),
                        expected.events().objection(played.seen().requests(), events),
                        () -> played + " told " + events),
                () -> assertTrue(
                        !sameError || failure(bare).equals(failure(played)),
                        () -> "the JDK alone " + bare + ", with retry " + played),
                () -> NoFault.inWhole(told));
    }

    /** How one RST shows differs from run to run: by who met it first, a read or a write. */
    private static String failure(Played played) {
        return played.seen()
                .brief()
                .replaceAll(
                        "\\w+Exception: (Connection reset( by peer)?|Broken pipe|EOF reached while reading)", "reset");
    }
}
