package io.resetguard.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final String ORIGIN = "http://shop.example:80";

    private final RetryBudget budget = new RetryBudget(0.1);

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
    void a_thousand_are_remembered() {
        for (int i = 0; i < 3 * RetryBudget.MOST; i++) {
            budget.requestBegan(null, false, "host" + i, 80, i);
        }
        assertEquals(RetryBudget.MOST, budget.size());
        assertEquals(3, takeAll("http://host2999:80", 3000));
        assertEquals(RetryBudget.MOST, budget.size());
    }

    @Test
    void what_is_in_use_is_not_displaced_by_hosts_without_end() {
        requests("shop.example", 80, 100, 0);
        for (int i = 1; i <= 20 * RetryBudget.MOST; i++) {
            budget.requestBegan(null, false, "host" + i, 80, i);
            budget.requestBegan(null, false, "shop.example", 80, i);
        }
        assertEquals(RetryBudget.MOST, budget.size());
        assertEquals(2_010 + 3, takeAll(ORIGIN, millis(1)), "all its requests are still counted");
    }

    @Test
    void what_a_connection_keeps_is_used_while_it_is_that_of_the_origin() {
        OriginBudget first = budget.requestBegan(null, false, "shop.example", 80, 1);
        assertSame(first, budget.requestBegan(first, false, "Shop.Example", -1, 2));
        assertNotSame(first, budget.requestBegan(first, false, "shop.example", 8080, 3));
        assertNotSame(first, budget.requestBegan(first, true, "shop.example", -1, 3));
        assertNotSame(first, budget.requestBegan(first, false, "shop.example.org", 80, 4));
        assertNotSame(first, budget.requestBegan(first, false, "shop", 80, 4));
        assertSame(first, budget.requestBegan("of another kind", false, "shop.example", 80, 5));
    }

    @Test
    void what_was_forgotten_is_not_kept_by_a_connection() {
        OriginBudget first = budget.requestBegan(null, false, "shop.example", 80, 0);
        for (int i = 1; i <= RetryBudget.MOST; i++) {
            budget.requestBegan(null, false, "host" + i, 80, i);
        }
        assertNotSame(first, budget.requestBegan(first, false, "shop.example", 80, 5000));
    }

    @Test
    void a_clock_that_begins_below_zero_is_as_good() {
        RetryBudget early = new RetryBudget(1);
        long start = Long.MIN_VALUE + 5;
        early.requestBegan(null, false, "shop.example", 80, start);
        for (int i = 0; i < 4; i++) {
            assertTrue(early.take(ORIGIN, start + 1));
        }
        assertFalse(early.take(ORIGIN, start + 1));
    }

    private void requests(String host, int port, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            budget.requestBegan(null, false, host, port, nanos);
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
