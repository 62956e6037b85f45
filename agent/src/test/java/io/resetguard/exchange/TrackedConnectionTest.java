package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class TrackedConnectionTest {

    private final SocketException reset = new SocketException("Connection reset");
    private final IOException brokenPipe = new IOException("Broken pipe");
    private final SocketException socketClosed = new SocketException("Socket closed");

    private final List<TrackedConnection> ended = new ArrayList<>();
    private final TrackedConnection connection = new TrackedConnection(100, true, true, ended::add);

    @Test
    void a_fresh_connection_was_not_idle_and_is_on_its_first_request() {
        Exchange first = begin(500);
        assertEquals(0, first.idleNanos());
        assertEquals(1, first.requestNumber());
        assertSame(first, connection.current());
    }

    @Test
    void idle_time_counts_from_the_end_of_the_exchange_before() {
        begin(500);
        connection.exchangeDone(700);
        Exchange second = begin(1_900);
        assertEquals(1_200, second.idleNanos());
        assertEquals(2, second.requestNumber());
        assertEquals(2, connection.requests());
    }

    @Test
    void of_a_connection_older_than_the_agent_the_first_idle_time_is_unknown() {
        TrackedConnection found = new TrackedConnection(100, false, true, ended::add);
        Exchange first = exchange(found, 0, Phase.WRITE_HEAD);
        found.begin(first, 500);
        assertEquals(-1, first.idleNanos());
        found.exchangeDone(600);
        Exchange second = exchange(found, 0, Phase.WRITE_HEAD);
        found.begin(second, 700);
        assertEquals(100, second.idleNanos());
    }

    @Test
    void it_is_idle_only_while_nothing_is_under_way() {
        assertEquals(0, connection.idleNanos(400));
        begin(500);
        assertEquals(0, connection.idleNanos(600));
        connection.exchangeDone(700);
        assertEquals(300, connection.idleNanos(1_000));
        assertEquals(900, connection.ageNanos(1_000));
        TrackedConnection found = new TrackedConnection(100, false, true, ended::add);
        assertEquals(-1, found.idleNanos(400));
        assertEquals(-1, found.ageNanos(400));
    }

    /** The thread on which the attempt fails looks for it while another one closes its stream. */
    @Test
    void a_stream_that_ends_badly_is_found_at_every_moment() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Object call = new Object();
        List<TrackedConnection> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            TrackedConnection its = new TrackedConnection(100, true, true, ended::add);
            Exchange exchange = new Exchange(its, "POST", "http://a/", call, 3, Phase.AWAIT_RESPONSE, 500);
            its.begin(exchange, 500);
            exchange.failing();
            all.add(its);
        }
        Thread closes = new Thread(() -> all.forEach(its -> {
            awaitAt(together);
            its.streamDone(3, 700);
        }));
        closes.start();
        int lost = 0;
        for (TrackedConnection its : all) {
            awaitAt(together);
            Exchange found = its.stream(3);
            while (found != null) {
                found = its.stream(3);
            }
            lost += its.ended(call) == null ? 1 : 0;
        }
        closes.join();
        assertEquals(0, lost);
    }

    private static void awaitAt(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void with_another_stream_open_it_is_not_idle() {
        connection.begin(exchange(connection, 1, Phase.WRITE_HEAD), 500);
        connection.begin(exchange(connection, 3, Phase.WRITE_HEAD), 600);
        connection.streamDone(3, 700);
        assertEquals(0, connection.idleNanos(900));
        Exchange beside = exchange(connection, 5, Phase.WRITE_HEAD);
        connection.begin(beside, 1_000);
        assertEquals(0, beside.idleNanos());
        connection.streamDone(1, 1_100);
        connection.streamDone(5, 1_200);
        assertEquals(300, connection.idleNanos(1_500));
    }

    @Test
    void what_holds_for_one_exchange_is_gone_after_it() {
        begin(500);
        connection.foundAlive();
        connection.announced(KeepAlive.parse("timeout=5"));
        connection.exchangeDone(700);
        assertFalse(connection.wasFoundAlive());
        assertNull(connection.announced());
    }

    @Test
    void frames_that_were_sent_wait_for_any_that_comes() {
        connection.frameSent(300);
        assertEquals(0, connection.unansweredNanos(400), "it does not speak HTTP/2 yet");
        connection.begin(exchange(connection, 1, Phase.WRITE_HEAD), 450);
        connection.frameSent(500);
        connection.frameSent(600);
        assertEquals(300, connection.unansweredNanos(800));
        connection.frameReceived();
        assertEquals(0, connection.unansweredNanos(900));
        connection.frameSent(0);
        assertEquals(899, connection.unansweredNanos(900));
    }

    @Test
    void answers_teach_on_new_connections_after_idle_times_and_now_and_then() {
        assertTrue(begin(500).isTelling());
        connection.exchangeDone(700);
        assertFalse(begin(800).isTelling());
        connection.exchangeDone(900);
        assertTrue(begin(900 + 50_000_000).isTelling());
        for (int request = 4; request <= 17; request++) {
            connection.exchangeDone(60_000_000);
            assertEquals(request == 17, begin(60_000_001).isTelling());
        }
    }

    @Test
    void a_tunnel_is_no_request() {
        Exchange tunnel = exchange(connection, 0, Phase.PROXY_TUNNEL);
        connection.begin(tunnel, 500);
        assertEquals(0, connection.requests());
        assertEquals(1, begin(600).requestNumber());
    }

    @Test
    void bytes_count_for_the_exchange_they_were_sent_in() {
        begin(500);
        connection.sent(100);
        connection.received(300);
        connection.exchangeDone(600);
        Exchange second = begin(700);
        assertEquals(0, second.sentBytes());
        connection.sent(70);
        second.headSent(50);
        connection.received(9);
        assertEquals(70, second.sentBytes());
        assertEquals(20, second.bodySentBytes());
        assertEquals(9, second.receivedBytes());
        assertEquals(170, connection.sentBytes());
    }

    @Test
    void it_is_parked_from_when_it_is_back_in_the_pool_to_the_next_exchange() {
        begin(500);
        connection.park();
        assertFalse(connection.isParked());
        connection.exchangeDone(600);
        assertTrue(connection.isParked());
        begin(700);
        connection.exchangeDone(800);
        assertFalse(connection.isParked());
    }

    @Test
    void its_end_is_reported_once() {
        assertFalse(connection.isReported());
        assertTrue(connection.claimReport());
        assertFalse(connection.claimReport());
        assertTrue(connection.isReported());
    }

    @Test
    void while_nothing_ended_there_is_no_end() {
        assertNull(connection.peerEnd());
        assertFalse(connection.writeFailedFirst());
        assertEquals(List.of(), ended);
    }

    @Test
    void an_own_close_is_not_the_peers_end() {
        connection.closedHere();
        assertNull(connection.peerEnd());
        connection.readFailed(socketClosed);
        connection.writeFailed(socketClosed);
        assertNull(connection.peerEnd());
    }

    @Test
    void an_own_close_after_the_peers_end_does_not_hide_it() {
        connection.received(-1);
        connection.closedHere();
        assertSame(Signal.EOF, connection.peerEnd());
    }

    @Test
    void an_end_after_an_own_close_is_not_the_peers() {
        connection.closedHere();
        connection.received(-1);
        connection.readFailed(reset);
        connection.writeFailed(brokenPipe);
        assertNull(connection.peerEnd());
        assertFalse(connection.writeFailedFirst());
    }

    @Test
    void an_own_close_leaves_the_peers_end_as_it_was_seen_until_then() {
        connection.writeFailed(brokenPipe);
        connection.closedHere();
        connection.readFailed(reset);
        assertSame(Signal.BROKEN_PIPE, connection.peerEnd());
        PeerReset told = new PeerResetBuilder("HttpURLConnection")
                .connection(connection, 900)
                .build();
        assertSame(brokenPipe, told.error);
    }

    @Test
    void of_an_own_close_and_the_peers_end_at_the_same_time_the_first_stays() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            TrackedConnection raced = new TrackedConnection(100, true, true, ended -> {});
            CyclicBarrier both = new CyclicBarrier(2);
            Thread closing = new Thread(() -> {
                await(both);
                raced.closedHere();
            });
            closing.start();
            await(both);
            raced.received(-1);
            Signal asSeen = raced.peerEnd();
            closing.join();
            assertSame(asSeen, raced.peerEnd());
        }
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_listener_hears_of_the_read_sides_end() {
        connection.writeFailed(brokenPipe);
        assertEquals(List.of(), ended);
        connection.received(-1);
        assertEquals(List.of(connection), ended);
    }

    @Test
    void a_reset_outweighs_an_end_of_stream() {
        connection.received(-1);
        connection.writeFailed(reset);
        assertSame(Signal.RST, connection.peerEnd());
        assertFalse(connection.writeFailedFirst());
    }

    @Test
    void a_reset_that_was_read_outweighs_a_broken_pipe() {
        connection.writeFailed(brokenPipe);
        connection.readFailed(reset);
        assertSame(Signal.RST, connection.peerEnd());
        assertTrue(connection.writeFailedFirst());
    }

    @Test
    void a_failure_of_tls_itself_does_not_hide_what_the_write_saw() {
        connection.readFailed(new SSLException("bad record"));
        assertNull(connection.peerEnd());
        connection.writeFailed(brokenPipe);
        assertSame(Signal.BROKEN_PIPE, connection.peerEnd());
    }

    @Test
    void the_first_end_of_a_side_counts() {
        connection.readFailed(reset);
        connection.received(-1);
        assertSame(Signal.RST, connection.peerEnd());
    }

    @Test
    void above_tls_an_end_of_stream_is_the_end_of_the_session() {
        connection.tls(true);
        connection.received(-1);
        assertSame(Signal.TLS_CLOSE, connection.peerEnd());
        TrackedConnection below = new TrackedConnection(100, true, false, ended::add);
        below.tls(true);
        below.received(-1);
        assertSame(Signal.EOF, below.peerEnd());
    }

    @Test
    void streams_are_under_way_side_by_side_and_a_bad_end_is_given_once() {
        Object call = new Object();
        Exchange three = new Exchange(connection, "GET", "url", call, 3, Phase.WRITE_HEAD, 0);
        Exchange one = exchange(connection, 1, Phase.WRITE_HEAD);
        connection.begin(one, 500);
        connection.begin(three, 500);
        assertTrue(connection.isH2());
        assertNull(connection.current());
        assertSame(three, connection.stream(3));
        connection.noteUnderWay();
        assertEquals(2, connection.underWay());
        assertSame(three, connection.oldestUnderWay());
        three.h2Error(8);
        assertSame(three, connection.streamDone(3, 600));
        assertSame(one, connection.streamDone(1, 600));
        assertNull(connection.streamDone(1, 600));
        assertSame(three, connection.ended(call));
        assertNull(connection.ended(call));
    }

    @Test
    void a_proxy_is_who_was_dialled_instead_of_the_origin() {
        assertNull(connection.proxyFor("shop.example", 80));
        connection.dialled("Shop.example", 443);
        assertNull(connection.proxyFor("shop.example", -1));
        assertNull(connection.proxyFor("shop.example", 443));
        assertEquals("Shop.example:443", connection.proxyFor("shop.example", 8443));
        connection.dialled("proxy", 3128);
        assertEquals("proxy:3128", connection.proxyFor("shop.example", -1));
    }

    @Test
    void addresses_are_told_without_host_names() throws IOException {
        assertNull(connection.remote());
        InetAddress address = InetAddress.getByAddress("shop.example", new byte[] {(byte) 192, 0, 2, 7});
        connection.connected(350, null, new InetSocketAddress(address, 8080));
        assertEquals("192.0.2.7:8080", connection.remote());
        assertNull(connection.local());
        assertEquals(250, connection.connectNanos());
        assertTrue(connection.wasOpen());
    }

    private Exchange begin(long nowNanos) {
        Exchange exchange = exchange(connection, 0, Phase.WRITE_HEAD);
        connection.begin(exchange, nowNanos);
        return exchange;
    }

    private static Exchange exchange(TrackedConnection on, int streamId, Phase phase) {
        return new Exchange(on, "GET", "http://shop.example/", new Object(), streamId, phase, 0);
    }
}
