package io.resetguard.prevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.resetguard.config.OptionsReader;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.KeepAlive;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.AddressProfile;
import io.resetguard.origin.Origins;
import java.io.FileNotFoundException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReusePolicyTest {

    private static final long OPENED = seconds(1000);
    private static final long ROUND_TRIP = millis(4);

    private final Origins origins = new Origins();

    @Test
    void one_of_which_nothing_speaks_against_it_is_used_again() {
        assertSame(ReuseDecision.REUSE, decide("", 20, Liveness.ALIVE));
        assertSame(ReuseDecision.REUSE, decide("", 3_600_000, Liveness.UNKNOWN));
    }

    @Test
    void one_that_the_peer_has_closed_is_not_whatever_else_is_known() {
        ReuseDecision no = decide("prevent.max-idle=1ms", 70, Liveness.CLOSED);
        assertEquals(PreventReason.PEER_CLOSED, no.reason());
        assertEquals(millis(70), no.idleNanos());
        assertEquals(millis(170), no.ageNanos());
        assertEquals(1, no.requests());
        assertEquals(-1, no.limit());
    }

    @Test
    void one_with_bytes_that_nobody_asked_for_is_not() {
        assertNo(PreventReason.UNREAD_BYTES, decide("", 70, Liveness.UNREAD_BYTES));
    }

    @ParameterizedTest
    @CsvSource({"1,900", "1,850", "5,4600", "5,4720", "20,18900", "60,58900"})
    void up_to_shortly_before_the_announced_timeout_it_is_used(int timeout, long idleMillis) {
        assertTrue(announced(timeout, -1, idleMillis).reuse());
    }

    @ParameterizedTest
    @CsvSource({"1,937", "1,1000", "5,4740", "20,18990", "60,58990", "60,90000", "0,60"})
    void from_then_on_it_is_not(int timeout, long idleMillis) {
        ReuseDecision no = announced(timeout, -1, idleMillis);
        assertNo(PreventReason.ANNOUNCED_IDLE, no);
        assertEquals(seconds(timeout), no.limit());
        assertEquals(ROUND_TRIP + millis(10) + Math.min(seconds(1), millis(50L * timeout)), no.marginNanos());
    }

    @Test
    void a_long_way_makes_a_wide_margin() {
        TrackedConnection far = connection(millis(300));
        far.announced(KeepAlive.parse("timeout=1"));
        assertNo(PreventReason.ANNOUNCED_IDLE, decide("", far, Liveness.ALIVE, 900));
        TrackedConnection lessIdle = connection(millis(300));
        lessIdle.announced(KeepAlive.parse("timeout=1"));
        assertTrue(decide("", lessIdle, Liveness.ALIVE, 700).reuse());
    }

    @Test
    void what_was_answered_slower_than_usual_may_have_been_idle_for_longer() {
        TrackedConnection other = idle();
        Exchange fast = new Exchange(other, "GET", "http://a/", null, 0, Phase.WRITE_HEAD, OPENED);
        other.begin(fast, OPENED);
        origins.answered(fast, OPENED + millis(100));
        TrackedConnection late = connection(ROUND_TRIP);
        late.begin(new Exchange(late, "GET", "http://a/", null, 0, Phase.WRITE_HEAD, OPENED), OPENED);
        late.exchangeDone(OPENED + millis(160));
        late.announced(KeepAlive.parse("timeout=1"));
        assertTrue(decide("", late, Liveness.ALIVE, 160 + 860).reuse());
        ReuseDecision no = decide("", late, Liveness.ALIVE, 160 + 880);
        assertNo(PreventReason.ANNOUNCED_IDLE, no);
        assertEquals(ROUND_TRIP + millis(10 + 50 + 60), no.marginNanos());
    }

    @Test
    void a_peer_that_takes_no_further_request_gets_none_and_what_max_means_else_is_not_known() {
        assertNo(PreventReason.ANNOUNCED_REQUESTS, announced(-1, 0, 60));
        assertTrue(announced(-1, 1, 60).reuse());
        assertTrue(announced(-1, 100, 60).reuse());
    }

    @Test
    void a_peer_that_said_close_gets_no_further_request() {
        TrackedConnection pooled = idle();
        pooled.announced(KeepAlive.NONE.with(List.of("close, x-hop")));
        assertNo(PreventReason.ANNOUNCED_CLOSE, decide("", pooled, Liveness.ALIVE, 1));
    }

    @Test
    void what_the_user_set_holds_to_the_millisecond() {
        assertTrue(decide("prevent.max-idle=2s", 1999, Liveness.ALIVE).reuse());
        assertNo(PreventReason.MAX_IDLE, decide("prevent.max-idle=2s", 2000, Liveness.ALIVE));
        assertTrue(decide("prevent.max-age=2s", 1899, Liveness.ALIVE).reuse());
        ReuseDecision no = decide("prevent.max-age=2s", 1900, Liveness.ALIVE);
        assertNo(PreventReason.MAX_AGE, no);
        assertEquals(seconds(2), no.limit());
        assertEquals(0, no.marginNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5000})
    void a_longest_idle_time_of_nothing_means_never(long idleMillis) {
        assertNo(PreventReason.MAX_IDLE, decide("prevent.max-idle=0s", idleMillis, Liveness.ALIVE));
    }

    @Test
    void the_users_idle_limit_does_not_lift_what_the_peer_announced() {
        TrackedConnection pooled = idle();
        pooled.announced(KeepAlive.parse("timeout=5"));
        assertNo(PreventReason.ANNOUNCED_IDLE, decide("prevent.max-idle=60s", pooled, Liveness.ALIVE, 5100));
    }

    @Test
    void shortly_before_what_was_learned_it_is_not_used() {
        learnIdle(2000);
        ReuseDecision no = decide("", 1900, Liveness.ALIVE);
        assertNo(PreventReason.LEARNED_IDLE, no);
        assertEquals(2000, no.limit() / 1e6, 2);
        assertEquals(3, no.samples());
        assertTrue(decide("", 1800, Liveness.ALIVE).reuse());
        assertTrue(decide("", 20, Liveness.UNKNOWN).reuse());
    }

    @Test
    void siblings_of_a_stale_one_are_not_used_if_they_are_as_idle() {
        known(idle()).stale(OPENED + millis(100));
        assertNo(PreventReason.SIBLING_STALE, decide("", 500, Liveness.ALIVE));
        TrackedConnection usedSince = idle();
        use(usedSince, OPENED + millis(600));
        assertTrue(decide("", usedSince, Liveness.ALIVE, 700).reuse());
    }

    @Test
    void one_in_use_is_not_idle() {
        learnIdle(200);
        TrackedConnection h2 = h2();
        known(h2).stale(OPENED + seconds(9));
        assertTrue(decide("prevent.max-idle=1s", h2, Liveness.ALIVE, 4000).reuse());
    }

    @Test
    void after_a_goaway_there_are_no_new_streams() {
        TrackedConnection h2 = h2();
        h2.goAway(1, 0);
        assertNo(PreventReason.GOAWAY, decide("", h2, Liveness.ALIVE, 10));
    }

    @Test
    void a_connection_without_a_frame_for_longer_than_ever_is_replaced_once_in_half_a_minute() {
        TrackedConnection h2 = h2();
        answered(h2, 7000);
        h2.frameSent(OPENED + seconds(10));
        assertTrue(decide("", h2, Liveness.ALIVE, 10_000 + 6900).reuse(), "it took that long once");
        assertNo(PreventReason.H2_UNRESPONSIVE, decide("", h2, Liveness.ALIVE, 10_000 + 7100));
        assertTrue(decide("", h2, Liveness.ALIVE, 10_000 + 20_000).reuse(), "one in 30 s");
        assertNo(PreventReason.H2_UNRESPONSIVE, decide("", h2, Liveness.ALIVE, 10_000 + 37_200));
        h2.frameReceived();
        assertTrue(decide("", h2, Liveness.ALIVE, 10_000 + 90_000).reuse());
    }

    @Test
    void a_peer_is_given_five_seconds_however_quick_it_was() {
        TrackedConnection h2 = h2();
        answered(h2, 3);
        h2.frameSent(OPENED + seconds(10));
        assertTrue(decide("", h2, Liveness.ALIVE, 14_900).reuse());
        assertNo(PreventReason.H2_UNRESPONSIVE, decide("", h2, Liveness.ALIVE, 15_100));
    }

    @Test
    void a_connection_older_than_the_agent_has_no_age() {
        TrackedConnection found = new TrackedConnection(OPENED, false, true, ended -> {});
        known(found);
        assertTrue(decide("prevent.max-age=1s,prevent.max-idle=1s", found, Liveness.ALIVE, 60_000)
                .reuse());
    }

    @Test
    void a_yes_costs_no_allocation() {
        learnIdle(5000);
        ReusePolicy policy = policy("prevent.max-age=1h,prevent.max-idle=1m");
        TrackedConnection pooled = idle();
        pooled.announced(KeepAlive.parse("timeout=5, max=100"));
        AddressProfile known = known(pooled);
        long now = OPENED + millis(500);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long reused = 0;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1000; i++) {
                reused += policy.decide(pooled, known, Liveness.ALIVE, now).reuse() ? 1 : 0;
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertEquals(20_000, reused);
        assertTrue(least < 1000, least + " bytes for 1,000 decisions");
    }

    private void learnIdle(long limitMillis) {
        for (int i = 0; i < 3; i++) {
            TrackedConnection closed = idle();
            long now = OPENED + seconds(60L * i) + millis(limitMillis);
            origins.closedWhileIdle(closed, millis(limitMillis), millis(limitMillis), now);
        }
    }

    private ReuseDecision announced(long timeout, long max, long idleMillis) {
        TrackedConnection pooled = idle();
        pooled.announced(
                KeepAlive.parse((timeout < 0 ? "" : "timeout=" + timeout + ", ") + (max < 0 ? "" : "max=" + max)));
        return decide("", pooled, Liveness.ALIVE, idleMillis + 100);
    }

    private ReuseDecision decide(String options, long idleMillis, Liveness liveness) {
        return decide(options, idle(), liveness, 100 + idleMillis);
    }

    private ReuseDecision decide(String options, TrackedConnection pooled, Liveness liveness, long atMillis) {
        return policy(options).decide(pooled, known(pooled), liveness, OPENED + millis(atMillis));
    }

    /** Opened, used once 100 ms later, and idle since then. */
    private TrackedConnection idle() {
        return connection(ROUND_TRIP);
    }

    private TrackedConnection connection(long connectNanos) {
        TrackedConnection connection = new TrackedConnection(OPENED, true, true, ended -> {});
        connection.connected(OPENED + connectNanos, "192.0.2.1:4711", "192.0.2.7:8080");
        known(connection);
        use(connection, OPENED + millis(100));
        return connection;
    }

    private static void use(TrackedConnection connection, long now) {
        connection.begin(new Exchange(connection, "GET", "http://a/", null, 0, Phase.WRITE_HEAD, now), now);
        connection.exchangeDone(now);
        connection.park();
    }

    /** With one open stream, since it was opened. */
    private TrackedConnection h2() {
        TrackedConnection connection = new TrackedConnection(OPENED, true, true, ended -> {});
        connection.connected(OPENED + ROUND_TRIP, "192.0.2.1:4711", "192.0.2.7:8080");
        known(connection);
        connection.begin(new Exchange(connection, "GET", "http://a/", null, 1, Phase.WRITE_HEAD, OPENED), OPENED);
        return connection;
    }

    private void answered(TrackedConnection h2, long millis) {
        Exchange open = h2.newestStream();
        if (open == null || !open.isTelling()) {
            throw new AssertionError(open);
        }
        origins.answered(open, OPENED + millis(millis));
    }

    private AddressProfile known(TrackedConnection connection) {
        return origins.requestBegan(connection, false, "shop.example", 8080, OPENED);
    }

    private static ReusePolicy policy(String options) {
        String all = options.isEmpty() ? "prevent=on" : "prevent=on," + options;
        return new ReusePolicy(OptionsReader.read(all, new Properties(), Collections.emptyMap(), path -> {
            throw new FileNotFoundException(path);
        }));
    }

    private static void assertNo(PreventReason reason, ReuseDecision decision) {
        assertFalse(decision.reuse());
        assertEquals(reason, decision.reason());
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
