package io.resetguard.prevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.config.OptionsReader;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.AddressProfile;
import io.resetguard.origin.Origins;
import java.io.FileNotFoundException;
import java.util.Collections;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Learning and policy against peers that close idle connections, in time that is only counted: what is left of failures
 * that reach the application, and what is still reused.
 */
class IdlePeersTest {

    private static final int REQUESTS = 10_000;

    private Origins origins = new Origins();
    private final ReusePolicy policy =
            new ReusePolicy(OptionsReader.read("prevent=on", new Properties(), Collections.emptyMap(), path -> {
                throw new FileNotFoundException(path);
            }));
    private final Random random = new Random(4);
    private long now = -TimeUnit.HOURS.toNanos(1);
    private long limitNanos;
    private long lateNanos;
    private long roundTripNanos;
    private boolean watched;
    private long pausedNanos;
    private int failed;
    private int failedWithout;
    private int usedAgain;
    private int couldBeUsedAgain;

    /** An idle limit, by how much the peer's timer is late, and the way there and back, all in ms. */
    @ParameterizedTest
    @CsvSource({
        "1000, 0, 1",
        "1000, 5, 1",
        "1000, 100, 1",
        "1000, 5, 40",
        "1000, 5, 200",
        "5000, 5, 1",
        "5000, 500, 20",
        "300, 5, 5",
        "60000, 1000, 30"
    })
    void hardly_a_failure_is_left_and_nearly_all_that_can_be_is_reused(long limit, long late, long roundTrip) {
        for (boolean selector : new boolean[] {false, true}) {
            watched = selector;
            origins = new Origins();
            peer(limit, late, roundTrip);
            failed = 0;
            failedWithout = 0;
            usedAgain = 0;
            couldBeUsedAgain = 0;
            for (int i = 0; i < REQUESTS; i++) {
                request(limitNanos / 2 + (long) (random.nextDouble() * limitNanos));
            }
            String what =
                    failed + " of " + failedWithout + " failures, " + usedAgain + " of " + couldBeUsedAgain + " reused";
            assertTrue(failed <= 3, what);
            assertTrue(usedAgain >= couldBeUsedAgain * 3 / 4, what);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void the_limit_is_followed_up_and_down(boolean selector) {
        watched = selector;
        for (long limit : new long[] {5000, 60_000, 1000, 20_000, 2000}) {
            peer(limit, 5, 2);
            failed = 0;
            for (int i = 0; i < 300; i++) {
                request(limitNanos / 2 + (long) (random.nextDouble() * limitNanos));
            }
            long learned = known(opened()).idleLimit(now).value;
            assertEquals((double) limit, learned / 1e6, limit / 5.0);
            assertTrue(failed <= 3, failed + " failures at a limit of " + limit);
        }
    }

    /** A garbage collection there, or no processor for it: its timers, and all that it does, come late. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void a_peer_that_pauses_now_and_then_is_not_learned_anew(boolean selector) {
        watched = selector;
        peer(1000, 5, 10);
        for (int i = 0; i < REQUESTS; i++) {
            pausedNanos = i % 100 == 99 ? limitNanos / 2 : 0;
            request(limitNanos / 2 + (long) (random.nextDouble() * limitNanos));
        }
        assertTrue(failed <= 3, failed + " of " + failedWithout + " failures");
    }

    private void peer(long limitMillis, long lateMillis, long roundTripMillis) {
        limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        lateNanos = TimeUnit.MILLISECONDS.toNanos(lateMillis);
        roundTripNanos = TimeUnit.MILLISECONDS.toNanos(roundTripMillis);
    }

    /** One connection is opened, used, and wanted again after such an idle time. */
    private void request(long idleNanos) {
        TrackedConnection pooled = opened();
        AddressProfile known = known(pooled);
        begin(pooled);
        pooled.exchangeDone(now);
        long closedAfter = limitNanos + pausedNanos + (long) (random.nextDouble() * lateNanos);
        boolean closed = closedAfter <= idleNanos;
        boolean late = idleNanos + roundTripNanos > closedAfter;
        failedWithout += late && (!watched || !closed) ? 1 : 0;
        couldBeUsedAgain += idleNanos + roundTripNanos < limitNanos ? 1 : 0;
        if (closed && watched) {
            now += closedAfter;
            origins.closedWhileIdle(pooled, closedAfter, closedAfter, now);
            return;
        }
        now += idleNanos;
        if (closed) {
            origins.closedWhileIdle(pooled, 0, idleNanos, now);
            assertEquals(
                    PreventReason.PEER_CLOSED,
                    policy.decide(pooled, known, Liveness.CLOSED, now).reason());
            return;
        }
        pooled.foundAlive();
        known.foundAlive(idleNanos, now);
        if (!policy.decide(pooled, known, Liveness.ALIVE, now).reuse()) {
            return;
        }
        Exchange again = begin(pooled);
        now += roundTripNanos;
        if (!late) {
            usedAgain++;
            origins.answered(again, now);
            return;
        }
        failed++;
        pooled.received(-1);
        origins.peerEnded(
                new PeerResetBuilder("HttpClient")
                        .connection(pooled, now)
                        .exchange(again, now)
                        .phase(Phase.AWAIT_RESPONSE)
                        .signal(Signal.EOF)
                        .build(),
                now);
    }

    private TrackedConnection opened() {
        TrackedConnection connection = new TrackedConnection(now, true, true, ended -> {});
        now += roundTripNanos;
        connection.connected(now, "192.0.2.1:4711", "192.0.2.7:80");
        return connection;
    }

    private AddressProfile known(TrackedConnection connection) {
        return origins.requestBegan(connection, false, "shop.example", 80, now);
    }

    private Exchange begin(TrackedConnection connection) {
        known(connection);
        Exchange exchange = new Exchange(connection, "POST", "http://shop.example:80/", null, 0, Phase.WRITE_HEAD, now);
        connection.begin(exchange, now);
        return exchange;
    }
}
