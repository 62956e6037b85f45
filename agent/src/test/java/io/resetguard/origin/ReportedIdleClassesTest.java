package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.exchange.IdleClass;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The classes that are counted are those that a report draws. */
class ReportedIdleClassesTest {

    @Test
    void both_sides_have_the_same_bounds() {
        assertEquals(IdleClass.COUNT, io.resetguard.report.IdleClasses.size());
        IntStream.range(0, IdleClass.COUNT - 1)
                .forEach(i ->
                        assertEquals(IdleClass.name(i), Long.toString(io.resetguard.report.IdleClasses.boundMs(i))));
    }
}
