package io.resetguard.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.Origins;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryLimitsTest {

    private static final String ORIGIN = "http://shop.example:80";

    private final Origins origins = new Origins();
    private final RetryLimits limits = new RetryLimits(0.1, origins);

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
        assertEquals(RetryReason.BUDGET, limits.take(null, 2, 1));
    }

    @Test
    void what_is_in_use_is_not_displaced_by_hosts_without_end() {
        requests("shop.example", 80, 100, 0);
        TrackedConnection kept = new TrackedConnection(0, true, true, ended -> {});
        for (int i = 1; i <= 20_000; i++) {
            requests("host" + i, 80, 1, i);
            limits.requestBegan(
                    origins.requestBegan(kept, false, "shop.example", 80, i).origin(), i);
        }
        assertEquals(2_010 + 3, takeAll(ORIGIN, millis(1)), "all its requests are still counted");
        assertEquals(3, takeAll("http://host1:80", millis(1)), "those of the others are not");
    }

    @Test
    void a_clock_that_begins_below_zero_is_as_good() {
        RetryLimits early = new RetryLimits(1, origins);
        long start = Long.MIN_VALUE + 5;
        early.requestBegan(origins.of(ORIGIN), start);
        for (int i = 0; i < 4; i++) {
            assertNull(early.take(ORIGIN, start + 1, start + 1));
        }
        assertEquals(RetryReason.BUDGET, early.take(ORIGIN, start + 1, start + 1));
    }

    @Test
    void most_fresh_connections_of_an_origin_being_reset_is_the_end() {
        for (int i = 0; i < 10; i++) {
            limits.peerEnded(
                    Resets.urlConnection().to(ORIGIN + "/x", Resets.REMOTE).build(), 1);
        }
        assertEquals(RetryReason.BREAKER_OPEN, limits.take(ORIGIN, 2, 1));
        assertNull(limits.take("http://shop.example:8080", 2, 1));
    }

    @Test
    void connections_that_brought_their_first_answer_are_counted_against_those() {
        limits.peerEnded(Resets.urlConnection().to(ORIGIN + "/x", Resets.REMOTE).build(), 1);
        for (int i = 0; i < 20; i++) {
            answered(1);
            answered(2);
        }
        for (int i = 0; i < 19; i++) {
            limits.peerEnded(
                    Resets.urlConnection().to(ORIGIN + "/x", Resets.REMOTE).build(), 1);
        }
        assertNull(limits.take(ORIGIN, 2, 1), "20 of 40");
        limits.peerEnded(Resets.urlConnection().to(ORIGIN + "/x", Resets.REMOTE).build(), 1);
        assertEquals(RetryReason.BREAKER_OPEN, limits.take(ORIGIN, 2, 1), "21 of 41");
    }

    @Test
    void ends_that_do_not_speak_of_a_fresh_connection_are_not_counted() {
        Resets[] others = {
            Resets.urlConnection().idle(7000),
            Resets.urlConnection().received(1),
            Resets.urlConnection().phase(Phase.READ_BODY),
            Resets.urlConnection().unknownAge(),
            Resets.httpClient().h2(7, 5, -1).signal(Signal.RST_STREAM),
            Resets.httpClient().h2(0, 5, 3).signal(Signal.GOAWAY),
        };
        for (Resets other : others) {
            for (int i = 0; i < 20; i++) {
                limits.peerEnded(other.to(ORIGIN + "/x", Resets.REMOTE).build(), 1);
            }
        }
        assertNull(limits.take(ORIGIN, 2, 1));
    }

    /** The so-manieth request of a connection of its own. */
    private void answered(int number) {
        TrackedConnection connection = new TrackedConnection(0, true, true, ended -> {});
        origins.requestBegan(connection, false, "shop.example", 80, 1);
        for (int i = 1; i <= number; i++) {
            Exchange exchange = new Exchange(connection, "GET", ORIGIN, null, 0, Phase.AWAIT_RESPONSE, 1);
            connection.begin(exchange, 1);
            if (i == number) {
                origins.answered(exchange, 1);
            }
        }
    }

    private void requests(String host, int port, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            TrackedConnection connection = new TrackedConnection(nanos, true, true, ended -> {});
            limits.requestBegan(
                    origins.requestBegan(connection, false, host, port, nanos).origin(), nanos);
        }
    }

    /** As many as the budget allows; each is over at once. */
    private int takeAll(String origin, long nanos) {
        int taken = 0;
        while (limits.take(origin, nanos, nanos) == null) {
            taken++;
        }
        return taken;
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
