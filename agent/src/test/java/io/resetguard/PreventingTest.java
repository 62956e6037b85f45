package io.resetguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.config.Options;
import io.resetguard.config.OptionsReader;
import io.resetguard.diagnosis.JdkRelease;
import io.resetguard.event.Event;
import io.resetguard.event.EventKey;
import io.resetguard.event.EventStamp;
import io.resetguard.event.EventWriter;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.KeepAlive;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.JvmPauses;
import io.resetguard.origin.Origins;
import io.resetguard.prevent.Liveness;
import io.resetguard.prevent.PreventReason;
import io.resetguard.prevent.Prevented;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.prevent.Reuses;
import java.io.FileNotFoundException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

class PreventingTest {

    private static final long START = TimeUnit.HOURS.toNanos(1);

    @Test
    void nobody_decides_unless_it_is_switched_on() {
        assertNull(guard("retry=idempotent").reuses());
    }

    @Test
    void a_connection_that_nobody_saw_a_request_on_is_left_to_the_jdk() {
        TrackedConnection unseen = new TrackedConnection(START, true, true, ended -> {});
        assertSame(
                ReuseDecision.REUSE,
                reuses(guard("prevent=on,prevent.max-idle=0s")).mayReuse(unseen, Liveness.CLOSED, START));
    }

    @Test
    void hosts_that_are_left_alone_are() {
        ResetGuard guard = guard("prevent=on,prevent.max-idle=0s,hosts.exclude=shop.example");
        TrackedConnection pooled = used(guard, 0);
        assertSame(ReuseDecision.REUSE, reuses(guard).mayReuse(pooled, Liveness.CLOSED, at(10)));
    }

    @Test
    void what_a_look_shows_is_learned() {
        ResetGuard guard = guard("prevent=on");
        Reuses reuses = reuses(guard);
        for (int i = 0; i < 3; i++) {
            TrackedConnection pooled = used(guard, 100 * i);
            assertTrue(reuses.mayReuse(pooled, Liveness.ALIVE, at(100 * i + 5)).reuse());
            assertEquals(
                    PreventReason.PEER_CLOSED,
                    reuses.mayReuse(pooled, Liveness.CLOSED, at(100 * i + 20)).reason());
        }
        TrackedConnection pooled = used(guard, 1000);
        assertEquals(
                PreventReason.LEARNED_IDLE,
                reuses.mayReuse(pooled, Liveness.UNKNOWN, at(1019.5)).reason());
        assertEquals(
                PreventReason.LEARNED_IDLE,
                reuses.mayReuse(pooled, Liveness.ALIVE, at(1030)).reason(),
                "it may have paused");
        assertTrue(reuses.mayReuse(pooled, Liveness.ALIVE, at(1040)).reuse(), "it closes later now");
    }

    @Test
    void siblings_of_a_failed_one_go_with_it() {
        ResetGuard guard = guard("prevent=on");
        Reuses reuses = reuses(guard);
        TrackedConnection older = used(guard, 1);
        TrackedConnection failed = used(guard, 2);
        TrackedConnection together = used(guard, 2.005);
        TrackedConnection younger = used(guard, 3);
        reuses.stale(begin(guard, failed, 10));
        assertEquals(
                PreventReason.SIBLING_STALE,
                reuses.mayReuse(older, Liveness.ALIVE, at(11)).reason());
        assertEquals(
                PreventReason.SIBLING_STALE,
                reuses.mayReuse(together, Liveness.ALIVE, at(11)).reason());
        assertTrue(reuses.mayReuse(younger, Liveness.ALIVE, at(11)).reuse());
    }

    @Test
    void a_fresh_connection_that_failed_says_nothing_of_its_siblings() {
        ResetGuard guard = guard("prevent=on");
        TrackedConnection older = used(guard, 1);
        TrackedConnection fresh = new TrackedConnection(at(5), true, true, ended -> {});
        reuses(guard).stale(begin(guard, fresh, 5));
        assertTrue(reuses(guard).mayReuse(older, Liveness.ALIVE, at(6)).reuse());
    }

    @Test
    void the_event_has_the_reason_and_the_numbers() {
        ResetGuard guard = guard("prevent=on");
        TrackedConnection pooled = used(guard, 0);
        pooled.announced(KeepAlive.parse("timeout=5, max=100"));
        ReuseDecision no = reuses(guard).mayReuse(pooled, Liveness.ALIVE, at(5));
        Event event = composer()
                .prevented(
                        new Prevented("HttpClient", "POST", "http://shop.example/cart?token=secret", pooled, no, 77),
                        3);
        assertEquals("prevented", event.text(EventKey.EVENT));
        assertEquals("announced_idle", event.text(EventKey.REASON));
        assertEquals("prevented", event.text(EventKey.OUTCOME));
        assertEquals("http://shop.example:80", event.text(EventKey.ORIGIN));
        assertEquals("POST", event.text(EventKey.METHOD));
        assertFalse(String.valueOf(event.text(EventKey.URL)).contains("secret"));
        assertEquals(77L, event.get(EventKey.NEW_CONNECTION_ID));
        assertEquals(pooled.id, event.get(EventKey.CONNECTION_ID));
        assertEquals(5000.0, event.get(EventKey.IDLE_MS));
        assertEquals(5000.0, event.get(EventKey.CONNECTION_AGE_MS));
        assertEquals(1L, event.get(EventKey.CONNECTION_REQUESTS));
        assertEquals(5L, event.get(EventKey.KEEP_ALIVE_TIMEOUT_S));
        assertEquals(100L, event.get(EventKey.KEEP_ALIVE_MAX));
        assertEquals(
                List.of(
                        "the peer announced that it closes idle connections after 5.0 s",
                        "it is not used in the last 260 ms before that: the way to the peer and back, what clocks"
                                + " and pauses may take, and how late the answer before may have been read",
                        "3 more connections of this origin went the same way since the last one that was told"),
                event.get(EventKey.EVIDENCE));
    }

    @Test
    void what_is_not_known_is_left_out() {
        ResetGuard guard = guard("prevent=on");
        TrackedConnection pooled = used(guard, 0);
        ReuseDecision no = reuses(guard).mayReuse(pooled, Liveness.UNREAD_BYTES, at(5));
        Event event = composer().prevented(new Prevented("HttpURLConnection", null, null, pooled, no, 0), 0);
        assertNull(event.get(EventKey.METHOD));
        assertNull(event.get(EventKey.URL));
        assertNull(event.get(EventKey.NEW_CONNECTION_ID));
        assertNull(event.get(EventKey.KEEP_ALIVE_TIMEOUT_S));
        assertEquals(List.of("there were bytes in it that no request had asked for"), event.get(EventKey.EVIDENCE));
    }

    private static ResetGuard guard(String options) {
        return new ResetGuard(options(options), ByteBuddyAgent.install(), 17);
    }

    private static Reuses reuses(ResetGuard guard) {
        Reuses reuses = guard.reuses();
        if (reuses == null) {
            throw new AssertionError("prevent is off");
        }
        return reuses;
    }

    private static EventComposer composer() {
        Options options = options("prevent=on");
        EventStamp stamp = new EventStamp("1.2.3", 42, () -> 1_795_239_692_007L);
        EventWriter writer = EventWriter.create(options, stamp, ByteBuddyAgent.install(), () -> 0, fault -> {});
        return new EventComposer(stamp, options, new Origins(), new JvmPauses(), writer.mdc(), JdkRelease.of(17, null));
    }

    private static Options options(String options) {
        return OptionsReader.read(options + ",log=off", new Properties(), Collections.emptyMap(), path -> {
            throw new FileNotFoundException(path);
        });
    }

    /** Opened and used once, at this second. */
    private static TrackedConnection used(ResetGuard guard, double second) {
        TrackedConnection connection = new TrackedConnection(at(second), true, true, ended -> {});
        connection.connected(at(second), "192.0.2.1:4711", "192.0.2.7:8080");
        begin(guard, connection, second);
        connection.exchangeDone(at(second));
        connection.park();
        return connection;
    }

    private static Exchange begin(ResetGuard guard, TrackedConnection connection, double second) {
        guard.requestBegan(connection, false, "shop.example", 80, at(second));
        Exchange exchange =
                new Exchange(connection, "POST", "http://shop.example/", null, 0, Phase.WRITE_HEAD, at(second));
        connection.begin(exchange, at(second));
        return exchange;
    }

    private static long at(double second) {
        return START + (long) (second * TimeUnit.SECONDS.toNanos(1));
    }
}
