package io.resetguard.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Columns that cover whatever time there is. */
class TimelineTest {
    private static final long HOUR = 3_600_000L;

    @Test
    void a_second_has_columns_of_100_ms() {
        Timeline timeline = new Timeline();
        timeline.add(5_000, "a", 1);
        timeline.add(5_999, "a", 1);
        assertEquals(100, timeline.columnMillis());
        assertEquals(10, timeline.starts().size());
    }

    @Test
    void nothing_is_lost_when_columns_are_joined() {
        Timeline timeline = new Timeline();
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            timeline.add(1_000_000 * HOUR / 1000 + random.nextInt(36_000_000), "cause" + i % 3, 1);
        }
        assertTrue(timeline.starts().size() <= Timeline.MAX_COLUMNS);
        long sum = timeline.names().stream()
                .mapToLong(name -> timeline.starts().stream()
                        .mapToLong(start -> timeline.count(start, name))
                        .sum())
                .sum();
        assertEquals(10_000, sum);
    }

    @Test
    void the_whole_range_of_times_fits() {
        Timeline timeline = new Timeline();
        timeline.add(0, "a", 1);
        timeline.add(253_402_300_799_999L, "a", 1);
        timeline.add(1_700_000_000_000L, "a", 1);
        assertTrue(timeline.starts().size() <= Timeline.MAX_COLUMNS);
    }

    @Test
    void times_are_read_as_they_were_written() {
        assertEquals("2026-11-21T06:41:04.459Z", IsoTime.iso(IsoTime.millis("2026-11-21T06:41:04.459Z")));
        assertEquals("2024-02-29T23:59:59.999Z", IsoTime.iso(IsoTime.millis("2024-02-29T23:59:59.999Z")));
        assertEquals(IsoTime.millis("2026-11-21T06:41:04.000Z"), IsoTime.millis("2026-11-21T06:41:04Z"));
        assertEquals(IsoTime.UNKNOWN, IsoTime.millis("2026-13-21T06:41:04.459Z"));
        assertEquals(IsoTime.UNKNOWN, IsoTime.millis("+999999999-01-01T00:00:00Z"));
        assertEquals(IsoTime.UNKNOWN, IsoTime.millis("now"));
    }
}
