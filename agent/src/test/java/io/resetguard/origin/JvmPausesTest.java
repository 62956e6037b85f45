package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmPausesTest {

    private final JvmPauses pauses = new JvmPauses();

    @Test
    void a_thread_that_comes_in_time_saw_no_pause() {
        begin();
        for (long at = 250; at <= 5000; at += 260) {
            tick(at);
        }
        assertEquals(0, within(0, 5100));
    }

    @Test
    void one_that_comes_late_saw_it_and_who_asks_gets_what_is_in_his_time() {
        begin();
        tick(250);
        tick(2500);
        assertEquals(2000, within(0, 2600));
        assertEquals(500, within(2000, 2600));
        assertEquals(0, within(2500, 2600));
    }

    @Test
    void who_asks_may_be_awake_first() {
        begin();
        assertEquals(1750, within(0, 2000));
        tick(2010);
        assertEquals(1750, within(0, 2020));
    }

    @Test
    void a_machine_that_slept_shows_in_the_wall_clock_only() {
        begin();
        pauses.tick(millis(250), 60_250);
        assertEquals(60_000, TimeUnit.NANOSECONDS.toMillis(pauses.within(0, millis(300), 60_300)));
    }

    @Test
    void nobody_watches_nothing_is_known() {
        assertEquals(0, within(0, 90_000));
        begin();
        pauses.stop();
        assertEquals(0, within(0, 90_000));
    }

    private void begin() {
        pauses.begin(0, 0);
    }

    private void tick(long at) {
        pauses.tick(millis(at), at);
    }

    private long within(long from, long now) {
        return TimeUnit.NANOSECONDS.toMillis(pauses.within(millis(from), millis(now), now));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
