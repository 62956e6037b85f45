package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitEvidenceTest {

    private static final int EXACT = LimitEvidence.EXACT;
    private static final int HERE = 7;
    private static final int THERE = 8;

    private final LimitEvidence evidence = new LimitEvidence(12, 4);

    @Test
    void two_that_agree_may_be_a_coincidence_three_are_a_limit() {
        seen(5.0, 10);
        seen(5.1, 20);
        assertFalse(limit().isKnown());
        seen(5.02, 30);
        assertEquals(5.0, seconds(limit()), 0.002);
        assertEquals(3, limit().samples);
        assertEquals(0.75, limit().confidence());
    }

    @Test
    void three_that_do_not_agree_are_none() {
        seen(5, 10);
        seen(50, 20);
        seen(20, 30);
        assertFalse(limit().isKnown());
    }

    @Test
    void the_rare_one_that_is_out_of_the_ordinary_moves_nothing_but_the_confidence() {
        seen(5, 10);
        seen(5, 20);
        seen(5, 30);
        seen(1, 40);
        seen(90, 50);
        assertEquals(5, seconds(limit()), 0.002);
        assertEquals(0.5, limit().confidence());
    }

    @Test
    void those_of_one_second_are_one_event() {
        for (int i = 0; i < 10; i++) {
            seen(5 + i / 100.0, 10 + i / 20.0);
        }
        seen(5, 12);
        assertFalse(limit().isKnown());
        seen(5, 14);
        assertEquals(3, limit().samples);
    }

    @Test
    void a_restart_that_closes_many_that_have_nothing_in_common_is_no_event() {
        for (int restart = 0; restart < 9; restart++) {
            for (int sibling = 1; sibling <= 5; sibling++) {
                seen(sibling, 100 * restart + sibling / 10.0);
            }
        }
        assertFalse(limit().isKnown());
    }

    @Test
    void connections_that_are_found_closed_after_one_restart_are_one_event() {
        // Five that were idle since 0.1 s to 0.5 s, found one by one; the server was restarted at 1 s.
        for (int i = 1; i <= 5; i++) {
            found(2 + i / 10.0, 2.1 + i / 5.0, i / 10.0);
        }
        found(9, 11, 2.25);
        found(9, 12, 2.25);
        assertFalse(limit().isKnown());
    }

    @Test
    void connections_that_are_found_closed_though_they_were_idle_only_since_the_last_are_events() {
        found(6, 10, 4);
        found(5.5, 17, 11.5);
        found(5.2, 25, 19.8);
        assertEquals(5.2, seconds(limit()), 0.002);
    }

    @Test
    void what_is_found_ended_later_than_the_limit_confirms_it_and_pushes_nothing_out() {
        settleAt(5);
        for (int i = 0; i < 40; i++) {
            found(6 + i % 7, 1000 + 20 * i, 1000 + 20 * i - 8);
        }
        assertEquals(5, seconds(limit()), 0.002);
        assertEquals(12, limit().samples);
        found(4.9, 2200, 2190);
        assertEquals(4.9, seconds(limit()), 0.002, "it was ended by then");
    }

    @Test
    void a_peer_that_waits_less_from_now_on_is_believed_after_three_more() {
        settleAt(60);
        seen(5, 1000);
        seen(5, 1010);
        assertEquals(60, seconds(limit()), 0.002);
        seen(5, 1020);
        assertEquals(5, seconds(limit()), 0.002);
    }

    @Test
    void a_success_above_the_limit_disproves_it() {
        settleAt(5);
        assertFalse(evidence.disprove(TimeValue.of(nanos(5.5)), HERE), "that may still be a late timer");
        assertTrue(evidence.disprove(TimeValue.of(nanos(8)), HERE));
        assertFalse(limit().isKnown());
        assertEquals(Integer.MAX_VALUE, evidence.lowest());
        seen(60, 2000);
        seen(60, 2100);
        seen(60, 2200);
        assertEquals(60, seconds(limit()), 0.002);
    }

    @Test
    void of_another_address_it_disproves_nothing() {
        settleAt(5);
        assertFalse(evidence.disprove(TimeValue.of(nanos(30)), THERE));
        assertEquals(5, seconds(evidence.limit(HERE, TimeValue.UNIT, 0)), 0.002);
        assertFalse(evidence.limit(THERE, TimeValue.UNIT, 0).isKnown());
        assertTrue(limit().isKnown());
    }

    @Test
    void what_is_a_day_old_is_forgotten() {
        settleAt(5);
        long aDayLater = nanos(24 * 3600 + 400);
        assertTrue(limit().at(nanos(3600)).isKnown());
        assertFalse(limit().at(aDayLater).isKnown());
        assertFalse(evidence.limit(HERE, TimeValue.UNIT, aDayLater).isKnown());
        evidence.add(TimeValue.of(nanos(5)), HERE | EXACT, aDayLater, aDayLater);
        assertFalse(evidence.limit(HERE, TimeValue.UNIT, aDayLater).isKnown());
    }

    @Test
    void the_last_dozen_is_remembered() {
        settleAt(5);
        for (int i = 0; i < 12; i++) {
            seen(60, 1000 + 10 * i);
        }
        assertEquals(60, seconds(limit()), 0.002);
        assertEquals(12, limit().samples);
    }

    @Test
    void requests_agree_only_where_they_are_equal() {
        LimitEvidence requests = new LimitEvidence(6, 0);
        for (int i = 0; i < 3; i++) {
            requests.add(100 + i, HERE | EXACT, nanos(10 * i), nanos(10 * i));
        }
        assertFalse(requests.limit(LimitEvidence.ANY_ADDRESS, 1, 0).isKnown());
        requests.add(100, HERE | EXACT, nanos(50), nanos(50));
        requests.add(100, HERE | EXACT, nanos(60), nanos(60));
        assertEquals(100, requests.limit(LimitEvidence.ANY_ADDRESS, 1, 0).value);
        assertTrue(requests.disprove(101, LimitEvidence.ANY_ADDRESS));
        assertFalse(requests.limit(LimitEvidence.ANY_ADDRESS, 1, 0).isKnown());
    }

    @Test
    void an_overflow_of_nano_time_does_no_harm() {
        long before = Long.MAX_VALUE - nanos(15);
        for (int i = 0; i < 3; i++) {
            long now = before + nanos(10 * i);
            evidence.add(TimeValue.of(nanos(5)), HERE | EXACT, now, now);
        }
        assertEquals(3, evidence.limit(HERE, TimeValue.UNIT, before + nanos(30)).samples);
    }

    private void settleAt(double seconds) {
        for (int i = 0; i < 3; i++) {
            seen(seconds, 100 * (i + 1));
        }
        assertEquals(seconds, seconds(limit()), 0.002);
    }

    /** The end came, and was seen, after so long. */
    private void seen(double idleSeconds, double atSeconds) {
        evidence.add(TimeValue.of(nanos(idleSeconds)), HERE | EXACT, nanos(atSeconds), nanos(atSeconds));
    }

    /** It was found ended, and had been open at least until it became idle. */
    private void found(double idleSeconds, double atSeconds, double openSeconds) {
        evidence.add(TimeValue.of(nanos(idleSeconds)), HERE, nanos(openSeconds), nanos(atSeconds));
    }

    private LearnedLimit limit() {
        return evidence.limit(LimitEvidence.ANY_ADDRESS, TimeValue.UNIT, nanos(3000));
    }

    private static double seconds(LearnedLimit limit) {
        return limit.value / 1e9;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }
}
