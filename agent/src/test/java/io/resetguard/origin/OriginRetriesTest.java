package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.resetguard.origin.OriginRetries.Leave;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OriginRetriesTest {

    private static final long ANSWER_UNKNOWN = -1;
    private static final long TEN_SECONDS = seconds(10);

    private final OriginRetries retries = new OriginRetries(0);
    private long now = seconds(1);

    /** Each retry has another. */
    private long until = seconds(1_000);

    @Test
    void three_retries_in_a_row_without_an_answer_open_it_for_five_seconds() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Leave.TAKEN, failing());
        }
        assertEquals(Leave.BREAKER_OPEN, failing());
        now += seconds(5) - 1;
        assertEquals(Leave.BREAKER_OPEN, failing());
        now += 1;
        assertEquals(Leave.TAKEN, answered());
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void an_answer_in_between_begins_the_row_anew() {
        plenty();
        for (int i = 0; i < 5; i++) {
            assertEquals(Leave.TAKEN, failing());
            assertEquals(Leave.TAKEN, failing());
            assertEquals(Leave.TAKEN, answered());
        }
    }

    @Test
    void half_open_it_lets_one_through_and_waits_for_what_comes_of_it() {
        open();
        now += seconds(5);
        long trial = begin();
        assertEquals(Leave.BREAKER_OPEN, take());
        now += seconds(9);
        assertEquals(Leave.BREAKER_OPEN, take());
        retries.ended(trial, true, now);
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void a_trial_that_fails_doubles_the_time_up_to_a_minute_and_an_answer_takes_it_back() {
        open();
        for (int openSeconds : new int[] {5, 10, 20, 40, 60, 60}) {
            now += seconds(openSeconds) - 1;
            assertEquals(Leave.BREAKER_OPEN, take(), openSeconds + " s");
            now += 1;
            assertEquals(Leave.TAKEN, failing(), openSeconds + " s");
        }
        now += seconds(60);
        assertEquals(Leave.TAKEN, answered());
        open();
        now += seconds(5);
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void what_was_under_way_before_it_opened_neither_closes_it_nor_keeps_it_open() {
        long early = begin();
        open();
        retries.ended(early, true, now);
        assertEquals(Leave.BREAKER_OPEN, take());
        now += seconds(5);
        long trial = begin();
        retries.ended(early, false, now);
        retries.ended(trial, true, now);
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void a_trial_of_which_nothing_is_heard_is_over_with_its_time_or_after_a_minute() {
        open();
        now += seconds(5);
        assertEquals(Leave.TAKEN, retries.take(1, ANSWER_UNKNOWN, now + seconds(2), now));
        now += seconds(2);
        assertEquals(Leave.TAKEN, retries.take(1, ANSWER_UNKNOWN, now + seconds(3_600), now));
        now += seconds(60) - 1;
        assertEquals(Leave.BREAKER_OPEN, take());
        now += 1;
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void a_trial_that_was_not_made_leaves_it_to_the_next() {
        open();
        now += seconds(5);
        retries.withdrawn(begin(), now);
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void one_that_was_not_made_costs_nothing() {
        for (int i = 0; i < 100; i++) {
            retries.withdrawn(begin(), now);
        }
        retries.requestBegan(now);
        for (int i = 0; i < 100; i++) {
            retries.withdrawn(begin(), now);
            retries.withdrawn(-1, now);
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(Leave.TAKEN, answered());
        }
        assertEquals(Leave.BUDGET_USED_UP, answered());
    }

    @Test
    void what_the_breaker_refuses_takes_nothing_from_the_budget() {
        open();
        for (int i = 0; i < 50; i++) {
            assertEquals(Leave.BREAKER_OPEN, take());
        }
        now += seconds(5);
        assertEquals(Leave.TAKEN, answered());
    }

    static Stream<Arguments> fresh() {
        return Stream.of(
                arguments(10, 0, true),
                arguments(9, 0, false),
                arguments(6, 4, true),
                arguments(5, 5, false),
                arguments(100, 101, false),
                arguments(101, 100, true));
    }

    @ParameterizedTest
    @MethodSource("fresh")
    void it_opens_where_more_than_half_of_ten_fresh_connections_are_reset(int resets, int answers, boolean opens) {
        retries.freshReset(now);
        for (int i = 0; i < answers; i++) {
            retries.freshAnswered(now);
        }
        for (int i = 1; i < resets; i++) {
            retries.freshReset(now);
        }
        assertEquals(opens ? Leave.BREAKER_OPEN : Leave.TAKEN, take());
    }

    @Test
    void fresh_connections_count_for_ten_seconds() {
        for (int i = 0; i < 9; i++) {
            retries.freshReset(now);
        }
        now += seconds(10);
        retries.freshReset(now);
        assertEquals(Leave.TAKEN, answered());
        now += seconds(3_600);
        for (int i = 0; i < 10; i++) {
            retries.freshReset(now);
            now += millis(790);
        }
        assertEquals(Leave.BREAKER_OPEN, take());
    }

    @Test
    void what_fresh_connections_did_while_it_was_open_is_not_held_against_it() {
        open();
        for (int i = 0; i < 100; i++) {
            retries.freshReset(now);
        }
        now += seconds(5);
        assertEquals(Leave.TAKEN, answered());
        assertEquals(Leave.TAKEN, answered());
    }

    @Test
    void three_may_always_be_under_way() {
        plenty();
        begin();
        begin();
        long third = begin();
        assertEquals(Leave.TOO_MANY_UNDER_WAY, take());
        retries.ended(third, true, now);
        assertEquals(Leave.TAKEN, take());
    }

    @Test
    void and_a_fifth_of_the_requests_in_flight() {
        // 1,000 in two seconds, 100 ms each: 50 in flight.
        plenty();
        for (int i = 0; i < 10; i++) {
            assertEquals(Leave.TAKEN, retries.take(1, millis(100), until++, now));
        }
        assertEquals(Leave.TOO_MANY_UNDER_WAY, retries.take(1, millis(100), until++, now));
        assertEquals(Leave.TAKEN, retries.take(1, millis(110), until++, now));
    }

    @Test
    void of_an_origin_that_is_known_for_longer_the_last_ten_seconds_count() {
        now = seconds(100);
        plenty();
        // 100 a second now, 100 ms each: 10 in flight.
        for (int i = 0; i < 3; i++) {
            assertEquals(Leave.TAKEN, retries.take(1, millis(100), until++, now));
        }
        assertEquals(Leave.TOO_MANY_UNDER_WAY, retries.take(1, millis(100), until++, now));
    }

    @Test
    void one_of_which_nothing_is_heard_counts_until_its_time_is_over() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Leave.TAKEN, retries.take(1, ANSWER_UNKNOWN, now + TEN_SECONDS + i, now));
        }
        plenty();
        now += TEN_SECONDS - 1;
        plenty();
        assertEquals(Leave.TOO_MANY_UNDER_WAY, take());
        now += 1;
        assertEquals(Leave.TAKEN, take());
        assertEquals(Leave.TOO_MANY_UNDER_WAY, take());
    }

    @Test
    void one_that_was_never_taken_takes_nobodys_place_when_it_ends() {
        plenty();
        retries.ended(-1, true, now);
        begin();
        begin();
        begin();
        retries.ended(-1, true, now);
        assertEquals(Leave.TOO_MANY_UNDER_WAY, take());
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            plenty();
            assertEquals(Leave.TAKEN, failing());
        }
        assertEquals(Leave.BREAKER_OPEN, take());
    }

    /** So many requests that the budget is no matter. */
    private void plenty() {
        for (int i = 0; i < 1_000; i++) {
            retries.requestBegan(now);
        }
    }

    private Leave take() {
        return retries.take(1, ANSWER_UNKNOWN, ++until, now);
    }

    private long begin() {
        assertEquals(Leave.TAKEN, take());
        return until;
    }

    private Leave failing() {
        return ending(false);
    }

    private Leave answered() {
        return ending(true);
    }

    private Leave ending(boolean answered) {
        Leave leave = take();
        if (leave == Leave.TAKEN) {
            retries.ended(until, answered, now);
        }
        return leave;
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
