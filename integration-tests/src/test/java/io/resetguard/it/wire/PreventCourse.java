package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.wire.CourseRun.Played;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A course with what comes of it where prevent is on.
 *
 * @param alone the course, and what the JDK alone makes of it; its events are not looked at
 * @param prevented the same with prevent
 */
record PreventCourse(Course alone, Expectation prevented) {

    /** Prevent changes nothing, and tells nothing. */
    static PreventCourse unchanged(Course alone) {
        return new PreventCourse(alone, alone.expectation().tells(EventRule.none()));
    }

    /** A pooled connection was not used, and another one was. */
    static EventPattern told(String reason) {
        return new EventPattern("prevented", Map.of("reason", reason, "new_connection_id", "[1-9]\\d*"));
    }

    void check(Played bare, Played played, Jdk jdk, List<EventLine> told) {
        Expectation expected = prevented.on(jdk);
        List<EventLine> events =
                told.stream().filter(line -> line.url().contains(played.path())).toList();
        assertAll(
                expected.reason(),
                () -> ObservedCoursesIT.check(bare, alone.expectation().on(jdk), "without the agent: "),
                () -> ObservedCoursesIT.check(played, expected, "with prevent: "),
                () -> assertEquals(
                        Optional.empty(),
                        expected.events().objection(played.seen().requests(), events),
                        () -> played + " told " + events),
                () -> assertTrue(told.stream().noneMatch(line -> line.toString().contains("fault")), told::toString));
    }
}
