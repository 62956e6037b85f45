package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private final Origins origins = new Origins();

    @Test
    void the_shortest_idle_time_that_failed_is_kept() {
        ended(Resets.urlConnection().connection(1).idle(9000), 0);
        ended(Resets.urlConnection().connection(2).idle(7000), 5000);
        ended(Resets.urlConnection().connection(3).idle(8000), 9000);
        ReuseIdle idle = origins.of(Resets.ORIGIN).reuseIdle();
        assertEquals(seconds(7), idle.shortestFailedNanos);
        assertEquals(3, idle.failures);
        assertEquals(-1, idle.longestWorkedNanos);
    }

    @Test
    void a_reset_is_no_evidence_for_itself() {
        Known first = ended(Resets.urlConnection().connection(1).idle(7000), 0);
        assertEquals(0, first.reuseIdle.failures);
        assertEquals(-1, first.reuseIdle.shortestFailedNanos);
        Known second = ended(Resets.urlConnection().connection(2).idle(9000), 5000);
        assertEquals(1, second.reuseIdle.failures);
        assertEquals(seconds(7), second.reuseIdle.shortestFailedNanos);
        Known third = ended(Resets.urlConnection().connection(3).idle(6000), 9000);
        assertEquals(2, third.reuseIdle.failures);
        assertEquals(seconds(7), third.reuseIdle.shortestFailedNanos);
    }

    @Test
    void an_answer_that_had_begun_shows_that_the_idle_time_worked() {
        ended(Resets.urlConnection().idle(12_000).phase(Phase.READ_BODY).received(500), 0);
        ended(Resets.urlConnection().connection(2).idle(3000).received(1), 1);
        ReuseIdle idle = origins.of(Resets.ORIGIN).reuseIdle();
        assertEquals(seconds(12), idle.longestWorkedNanos);
        assertEquals(0, idle.failures);
    }

    @Test
    void fresh_or_busy_connections_and_those_of_unknown_age_teach_nothing_about_idle_times() {
        ended(Resets.urlConnection(), 0);
        ended(Resets.urlConnection().idle(3), 1);
        ended(Resets.urlConnection().unknownAge(), 2);
        assertEquals(ReuseIdle.NONE, origins.of(Resets.ORIGIN).reuseIdle());
    }

    @Test
    void an_upload_that_was_cut_short_teaches_nothing_about_idle_times() {
        ended(Resets.urlConnection().idle(7000).sending("PUT", 100_000).phase(Phase.WRITE_BODY), 0);
        assertEquals(ReuseIdle.NONE, origins.of(Resets.ORIGIN).reuseIdle());
    }

    @Test
    void the_announced_timeout_is_remembered() {
        ended(Resets.urlConnection().announced(30, 100), 0);
        assertEquals(30, ended(Resets.urlConnection().connection(2), 1).announcedTimeoutSeconds);
    }

    @Test
    void idle_closes_at_one_age_show_a_timeout() {
        origins.closedWhileIdle("/" + Resets.REMOTE, seconds(5), 0);
        IdleCloses one = ended(Resets.urlConnection(), 1).idleCloses;
        assertEquals(1, one.count);
        assertFalse(one.showTimeout());
        origins.closedWhileIdle("shop.example/" + Resets.REMOTE, seconds(5) + 3_000_000, 2);
        IdleCloses two = ended(Resets.urlConnection(), 3).idleCloses;
        assertEquals(seconds(5), two.shortestNanos);
        assertEquals(seconds(5) + 3_000_000, two.longestNanos);
        assertTrue(two.showTimeout());
        origins.closedWhileIdle(Resets.REMOTE, seconds(9), 4);
        assertFalse(ended(Resets.urlConnection(), 5).idleCloses.showTimeout());
        assertEquals(seconds(9), ended(Resets.urlConnection(), 5).idleCloses.lastNanos);
    }

    @Test
    void ends_within_a_second_are_seen_together_each_connection_once() {
        ended(Resets.urlConnection().connection(1), 0);
        ended(Resets.urlConnection().connection(2).idle(40_000), 1500);
        origins.closedWhileIdle(Resets.REMOTE, seconds(2), millis(1600));
        ended(Resets.urlConnection().connection(3).phase(Phase.READ_BODY), 1700);
        EndedTogether together = ended(Resets.urlConnection().connection(3), 1900).endedTogether;
        assertEquals(3, together.connections);
        assertEquals(1, together.idle);
        assertEquals(1, together.reused);
        assertEquals(1, together.answering);
        assertEquals(0, together.shortestIdleNanos);
        assertEquals(seconds(40), together.longestIdleNanos);
        assertEquals(millis(400), together.spanNanos);
    }

    /** As of a request that the JDK sends again, once it has another connection. */
    @Test
    void an_end_that_is_told_late_counts_when_it_was() {
        ended(Resets.urlConnection().connection(1).age(50), 1000);
        ended(Resets.urlConnection().connection(2).age(50), 1020);
        PeerReset late = Resets.urlConnection().connection(3).age(60).build();
        origins.peerEnded(late, origins.of(OriginName.of(late.url)), millis(1010), millis(2100));
        EndedTogether together = origins.around(late, millis(2100)).endedTogether;
        assertEquals(3, together.connections);
        assertEquals(millis(20), together.spanNanos);
        ended(Resets.urlConnection().connection(4).age(30), 1500);
        PeerReset before = Resets.urlConnection().connection(5).age(60).build();
        origins.peerEnded(before, origins.of(OriginName.of(before.url)), millis(1400), millis(2200));
        assertEquals(1, origins.around(before, millis(2200)).endedTogether.connections, "what was opened after it");
    }

    @Test
    void an_end_by_rst_was_waited_for_where_it_comes_later_than_the_way_there_and_back_takes() {
        assertEquals(1, waiting(1, 120));
        assertEquals(0, waiting(1, 90));
        assertEquals(0, waiting(200, 300), "a slow line");
        assertEquals(1, waiting(200, 850));
        assertEquals(1, waiting(5000, 2100), "opening took so long because a packet was lost");
    }

    private static int waiting(long connectMillis, long afterMillis) {
        Origins fresh = new Origins();
        PeerReset reset =
                Resets.urlConnection().connect(connectMillis).after(afterMillis).build();
        fresh.peerEnded(reset, 1);
        return fresh.around(reset, 1).endedTogether.waiting;
    }

    @Test
    void streams_and_connections_never_established_are_not_connection_ends() {
        ended(Resets.httpClient().connection(1).signal(Signal.RST_STREAM).h2(8, 3, -1), 0);
        ended(Resets.httpClient().connection(2).phase(Phase.CONNECT), 1);
        Known known = ended(Resets.httpClient().connection(3).phase(Phase.TLS_HANDSHAKE), 2);
        assertEquals(0, known.endedTogether.connections);
    }

    @Test
    void ends_of_long_ago_are_not_held_against_a_later_one_of_another_kind() {
        for (int id = 1; id <= 3; id++) {
            ended(Resets.httpClient().connection(id), id);
        }
        Known later = ended(Resets.httpClient().connection(9).phase(Phase.CONNECT), 60_000);
        assertEquals(0, later.endedTogether.connections);
    }

    @Test
    void other_addresses_are_other_peers() {
        ended(Resets.urlConnection().connection(1), 0);
        ended(Resets.urlConnection().connection(2).to(Resets.ORIGIN, "192.0.2.8:8080"), 1);
        assertEquals(
                1,
                ended(Resets.urlConnection().connection(3).to(Resets.ORIGIN, "192.0.2.9:8080"), 2)
                        .endedTogether
                        .connections);
    }

    /** As HttpClient does: over HTTP/1.1 the exchange opens its connection. */
    @Test
    void a_request_that_begins_before_its_connection_is_open_is_known_by_its_address_afterwards() {
        TrackedConnection connection = new TrackedConnection(0, true, true, ended -> {});
        AddressProfile nowhere = origins.requestBegan(connection, false, "a.example", 8080, 1);
        connection.connected(millis(7), "192.0.2.1:1", "192.0.2.7:8080");
        origins.connected(connection, millis(7));
        AddressProfile known = AddressProfile.of(connection);
        assertNotNull(known);
        assertSame(nowhere.origin(), known.origin());
        assertEquals(AddressProfile.key("192.0.2.7:8080"), known.address);
        assertEquals(millis(7), known.origin().connectNanos());
        assertSame(known, origins.requestBegan(connection, false, "a.example", 8080, millis(8)));
        assertEquals(1, counts(known.origin()).get("connections"));
    }

    @Test
    void connections_opened_since_the_end_before_are_counted() {
        origins.connected(Resets.REMOTE, 0);
        ended(Resets.urlConnection().connection(1), 0);
        origins.connected(Resets.REMOTE, millis(100));
        origins.connected("/" + Resets.REMOTE, millis(200));
        assertEquals(2, ended(Resets.urlConnection().connection(2), 300).endedTogether.openedSince);
        assertEquals(0, ended(Resets.urlConnection().connection(3), 400).endedTogether.openedSince);
    }

    @Test
    void an_overflow_of_nano_time_does_no_harm() {
        PeerReset first = Resets.urlConnection().connection(1).build();
        PeerReset second = Resets.urlConnection().connection(2).build();
        origins.peerEnded(first, Long.MAX_VALUE - 10);
        origins.peerEnded(second, Long.MIN_VALUE + 10);
        assertEquals(2, origins.around(second, Long.MIN_VALUE + 10).endedTogether.connections);
    }

    @Test
    void a_thousand_origins_at_most_the_last_used_stay() {
        ended(Resets.urlConnection().idle(7000), 0);
        for (int i = 0; i < 5000; i++) {
            String url = "http://h" + i + ".example/";
            ended(Resets.urlConnection().to(url, "192.0.2.1:" + i), i);
            origins.of(Resets.ORIGIN);
        }
        assertEquals(Origins.MOST, origins.size());
        assertEquals(1, origins.of(Resets.ORIGIN).reuseIdle().failures);
        assertEquals(0, origins.of("http://h0.example:80").reuseIdle().failures);
    }

    @Test
    void names_without_end_and_unknown_ones_are_taken_and_not_kept() {
        ended(Resets.urlConnection().to("http://" + "a".repeat(1_000_000) + "/", "b".repeat(1_000_000)), 0);
        ended(Resets.urlConnection().to(null, null), 0);
        origins.closedWhileIdle("null", 1, 1);
        origins.closedWhileIdle(null, 1, 1);
        origins.connected((String) null, 1);
        assertEquals(0, origins.size());
    }

    @Test
    void many_threads_may_write_at_once() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            long from = t * 1000L;
            threads.add(new Thread(() -> {
                for (long i = 0; i < 1000; i++) {
                    ended(Resets.urlConnection().connection(from + i + 1).idle(5000), i);
                    origins.closedWhileIdle(Resets.REMOTE, seconds(5), i);
                    origins.connected(Resets.REMOTE, i);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4000, origins.of(Resets.ORIGIN).reuseIdle().failures);
        Known known = ended(Resets.urlConnection().connection(9999), 1000);
        assertEquals(4000, known.idleCloses.count);
        assertEquals(ConnectionEnds.KEPT, known.endedTogether.connections);
    }

    private Known ended(Resets resets, long atMillis) {
        PeerReset reset = resets.build();
        origins.peerEnded(reset, millis(atMillis));
        return origins.around(reset, millis(atMillis));
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static Map<String, Long> counts(OriginProfile origin) {
        Map<String, Long> counts = new TreeMap<>();
        origin.counts().addTo(counts);
        return counts;
    }
}
