package io.resetguard.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.Origins;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final String ORIGIN = "http://shop.example:80";

    private final Origins origins = new Origins();
    private final RetryBudget budget = new RetryBudget(0.1, origins);

    @Test
    void an_origin_without_requests_has_a_reserve_of_three_which_fills_by_one_a_second() {
        assertEquals(3, takeAll(ORIGIN, 0));
        assertEquals(0, takeAll(ORIGIN, millis(999)));
        assertEquals(1, takeAll(ORIGIN, millis(1001)));
        assertEquals(3, takeAll(ORIGIN, millis(60_000)));
    }

    @Test
    void requests_earn_their_share_beyond_the_reserve() {
        requests("shop.example", 80, 50, 0);
        assertEquals(5 + 3, takeAll(ORIGIN, millis(1)));
        requests("shop.example", 80, 10, millis(2));
        assertEquals(1, takeAll(ORIGIN, millis(3)));
    }

    @Test
    void what_was_earned_is_gone_after_ten_seconds() {
        requests("shop.example", 80, 50, 0);
        assertEquals(3, takeAll(ORIGIN, millis(10_001)));
    }

    @Test
    void what_was_taken_counts_until_what_earned_it_is_gone() {
        requests("shop.example", 80, 50, 0);
        assertEquals(5 + 3, takeAll(ORIGIN, millis(5_000)));
        requests("shop.example", 80, 50, millis(5_000));
        assertEquals(5, takeAll(ORIGIN, millis(5_001)));
        assertEquals(3, takeAll(ORIGIN, millis(14_500)), "the reserve, and nothing that was earned and spent");
    }

    @Test
    void origins_are_apart_and_are_the_same_whatever_the_case_and_the_default_port() {
        requests("Shop.Example", -1, 20, 0);
        assertEquals(2 + 3, takeAll(ORIGIN, 1));
        assertEquals(3, takeAll("http://shop.example:8080", 1));
        assertEquals(3, takeAll("https://shop.example:443", 1));
        assertFalse(budget.take(null, 1));
    }

    @Test
    void what_is_in_use_is_not_displaced_by_hosts_without_end() {
        requests("shop.example", 80, 100, 0);
        TrackedConnection kept = new TrackedConnection(0, true, true, ended -> {});
        for (int i = 1; i <= 20_000; i++) {
            requests("host" + i, 80, 1, i);
            budget.requestBegan(
                    origins.requestBegan(kept, false, "shop.example", 80, i).origin(), i);
        }
        assertEquals(2_010 + 3, takeAll(ORIGIN, millis(1)), "all its requests are still counted");
        assertEquals(3, takeAll("http://host1:80", millis(1)), "those of the others are not");
    }

    @Test
    void a_clock_that_begins_below_zero_is_as_good() {
        RetryBudget early = new RetryBudget(1, origins);
        long start = Long.MIN_VALUE + 5;
        early.requestBegan(origins.of(ORIGIN), start);
        for (int i = 0; i < 4; i++) {
            assertTrue(early.take(ORIGIN, start + 1));
        }
        assertFalse(early.take(ORIGIN, start + 1));
    }

    private void requests(String host, int port, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            TrackedConnection connection = new TrackedConnection(nanos, true, true, ended -> {});
            budget.requestBegan(
                    origins.requestBegan(connection, false, host, port, nanos).origin(), nanos);
        }
    }

    private int takeAll(String origin, long nanos) {
        int taken = 0;
        while (budget.take(origin, nanos)) {
            taken++;
        }
        return taken;
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
