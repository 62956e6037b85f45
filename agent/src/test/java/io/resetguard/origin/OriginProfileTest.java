package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

class OriginProfileTest {

    private static final String[] REMOTES = {Resets.REMOTE, "192.0.2.8:8080", "192.0.2.9:8080", "192.0.2.10:8080"};

    private final Origins origins = new Origins();
    private final OriginProfile origin = origins.of(Resets.ORIGIN);

    @Test
    void a_connection_keeps_what_is_known_while_it_is_that_of_the_origin() {
        TrackedConnection connection = opened(Resets.REMOTE, 0);
        AddressProfile first = origins.requestBegan(connection, false, "shop.example", 8080, 1);
        assertSame(origin, first.origin());
        assertSame(first, AddressProfile.of(connection));
        assertSame(first, origins.requestBegan(connection, false, "Shop.Example", 8080, 2));
        assertNotSame(first, origins.requestBegan(connection, false, "shop.example", -1, 3));
        assertNotSame(first, origins.requestBegan(connection, true, "shop.example", 8080, 4));
        assertNotSame(first, origins.requestBegan(connection, false, "shop.example.org", 8080, 5));
        assertNotSame(first, origins.requestBegan(connection, false, "shop", 8080, 6));
        assertNotSame(first, origins.requestBegan(connection, false, "", 8080, 7));
        assertSame(first, origins.requestBegan(connection, false, "shop.example", 8080, 8));
    }

    @Test
    void a_connection_that_was_opened_to_send_again_is_of_the_same_origin() {
        TrackedConnection first = opened(Resets.REMOTE, 0);
        AddressProfile known = origins.requestBegan(first, false, "shop.example", 8080, 1);
        TrackedConnection second = opened(Resets.REMOTE, 2);
        origins.sentAgain(first, second, 3);
        assertSame(known, AddressProfile.of(second));
        TrackedConnection elsewhere = opened("10.9.9.9:80", 4);
        origins.sentAgain(second, elsewhere, 5);
        assertNotSame(known, AddressProfile.of(elsewhere));
        assertSame(origin, Objects.requireNonNull(AddressProfile.of(elsewhere)).origin());
    }

    @Test
    void the_schemes_port_and_addresses_of_ipv6_are_taken_as_urls_have_them() {
        TrackedConnection connection = opened(Resets.REMOTE, 0);
        assertEquals(
                "https://[::1]:443",
                origins.requestBegan(connection, true, "[::1]", -1, 1).origin().name());
        assertEquals(
                "http://shop.example:80",
                origins.requestBegan(connection, false, "SHOP.example", -1, 1)
                        .origin()
                        .name());
        assertSame(
                origins.of("http://shop.example:80"),
                origins.requestBegan(connection, false, "shop.example", 80, 1).origin());
    }

    @Test
    void one_that_connections_use_outlives_endless_host_names() {
        TrackedConnection busy = opened(Resets.REMOTE, 0);
        OriginProfile kept =
                origins.requestBegan(busy, false, "shop.example", 8080, 1).origin();
        TrackedConnection quiet = opened(Resets.REMOTE, 0);
        OriginProfile gone =
                origins.requestBegan(quiet, false, "quiet.example", 80, 1).origin();
        for (int i = 0; i < 5000; i++) {
            origins.requestBegan(opened(Resets.REMOTE, 0), false, "h" + i + ".example", 80, i);
            assertSame(
                    kept,
                    origins.requestBegan(busy, false, "shop.example", 8080, i).origin());
        }
        assertEquals(Origins.MOST, origins.size());
        assertNotSame(
                gone, origins.requestBegan(quiet, false, "quiet.example", 80, 9).origin());
    }

    @Test
    void closes_that_were_seen_teach_the_idle_limit_without_any_failure() {
        for (int i = 0; i < 3; i++) {
            closed(Resets.REMOTE, 5000, 5000, 1, 60L * i);
        }
        LearnedLimit limit = origin.idleLimit(seconds(200));
        assertEquals(5, limit.value / 1e9, 0.002);
        assertEquals(3, limit.samples);
        assertFalse(origin.ageLimit(seconds(200)).isKnown());
        assertFalse(origin.requestLimit(seconds(200)).isKnown());
    }

    @Test
    void failures_teach_it_as_well() {
        failed(Resets.httpClient().idle(7000), 60);
        failed(Resets.httpClient().idle(7010), 120);
        failed(Resets.httpClient().idle(7020).signal(Signal.EOF), 180);
        assertEquals(7, origin.idleLimit(seconds(200)).value / 1e9, 0.002);
    }

    @Test
    void ends_that_are_about_something_else_teach_nothing() {
        Resets[] others = {
            Resets.urlConnection(),
            Resets.urlConnection().idle(7000).received(1),
            Resets.urlConnection().idle(7000).phase(Phase.READ_BODY),
            Resets.urlConnection().idle(7000).sending("PUT", 100_000),
            Resets.urlConnection().idle(7000).after(30_000),
            Resets.urlConnection().idle(20),
            Resets.httpClient().idle(7000).exchanges(5),
            Resets.httpClient().idle(7000).h2(7, 5, -1).signal(Signal.RST_STREAM),
            Resets.urlConnection().unknownAge(),
        };
        for (Resets other : others) {
            for (int i = 1; i <= 5; i++) {
                failed(other, 60L * i);
            }
        }
        assertFalse(origin.idleLimit(seconds(400)).isKnown());
        assertFalse(origin.ageLimit(seconds(400)).isKnown());
    }

    @Test
    void an_answer_after_a_longer_idle_time_disproves_the_limit() {
        learnFiveSeconds(Resets.REMOTE, 0);
        answered(Resets.REMOTE, 5500, 500);
        assertTrue(origin.idleLimit(seconds(600)).isKnown());
        answered(Resets.REMOTE, 8000, 700);
        answered(Resets.REMOTE, 8000, 710);
        assertFalse(origin.idleLimit(seconds(710)).isKnown());
    }

    @Test
    void one_that_does_not_close_where_it_used_to_has_another_limit_now() {
        learnFiveSeconds(Resets.REMOTE, 0);
        known(Resets.REMOTE).foundAlive(millis(8000), seconds(700));
        known(Resets.REMOTE).foundAlive(millis(8000), seconds(710));
        assertFalse(origin.idleLimit(seconds(710)).isKnown());
    }

    @Test
    void a_peer_that_once_closes_late_has_paused_and_no_other_limit() {
        learnFiveSeconds(Resets.REMOTE, 0);
        AddressProfile known = known(Resets.REMOTE);
        known.foundAlive(millis(8000), seconds(700));
        known.foundAlive(millis(8100), seconds(704));
        assertTrue(origin.idleLimit(seconds(705)).isKnown(), "all in one pause, or a burst of them");
        closed(Resets.REMOTE, 5000, 5000, 1, 760);
        known.foundAlive(millis(8000), seconds(800));
        assertTrue(origin.idleLimit(seconds(801)).isKnown(), "it had closed in time in between");
        known.foundAlive(millis(8000), seconds(810));
        assertFalse(origin.idleLimit(seconds(810)).isKnown());
    }

    @Test
    void of_one_that_never_closes_idle_connections_it_says_nothing_that_one_is_open() {
        for (int i = 1; i <= 3; i++) {
            failed(Resets.httpClient().idle(7000), 60L * i);
        }
        known(Resets.REMOTE).foundAlive(millis(60_000), seconds(700));
        assertTrue(origin.idleLimit(seconds(700)).isKnown(), "what drops silently leaves the connection open");
    }

    @Test
    void addresses_differ_and_what_is_known_of_others_counts_until_it_is_known_better() {
        learnFiveSeconds(REMOTES[0], 0);
        assertEquals(5, known(REMOTES[1]).idleLimit(seconds(300)).value / 1e9, 0.002);
        answered(REMOTES[1], 30_000, 400);
        assertFalse(known(REMOTES[1]).idleLimit(seconds(400)).isKnown());
        assertEquals(5, known(REMOTES[0]).idleLimit(seconds(400)).value / 1e9, 0.002);
        for (int i = 0; i < 3; i++) {
            closed(REMOTES[1], 60_000, 60_000, 1, 500 + 100 * i);
        }
        assertEquals(60, known(REMOTES[1]).idleLimit(seconds(900)).value / 1e9, 0.002);
        assertEquals(5, origin.idleLimit(seconds(900)).value / 1e9, 0.002);
    }

    @Test
    void more_addresses_than_are_told_apart_do_no_harm() {
        learnFiveSeconds(REMOTES[0], 0);
        AddressProfile first = known(REMOTES[0]);
        for (int i = 1; i < REMOTES.length; i++) {
            known(REMOTES[i]);
        }
        assertEquals(5, first.idleLimit(seconds(300)).value / 1e9, 0.002);
        assertEquals(5, known(REMOTES[0]).idleLimit(seconds(300)).value / 1e9, 0.002);
        answered(REMOTES[0], 20_000, 600);
        answered(REMOTES[0], 20_000, 630);
        assertFalse(known(REMOTES[0]).idleLimit(seconds(630)).isKnown());
    }

    @Test
    void ends_of_busy_connections_at_one_age_are_an_age_limit_until_an_older_one_works() {
        for (int i = 0; i < 3; i++) {
            closed(Resets.REMOTE, 1, 60_000 + 20 * i, 20 + 7 * i, 100L * (i + 1));
        }
        assertEquals(60, origin.ageLimit(seconds(400)).value / 1e9, 0.002);
        assertFalse(origin.idleLimit(seconds(400)).isKnown());
        assertFalse(origin.requestLimit(seconds(400)).isKnown());
        TrackedConnection old = opened(Resets.REMOTE, seconds(1000));
        request(old, seconds(1000));
        old.exchangeDone(seconds(1070));
        request(old, seconds(1070) + millis(100));
        assertFalse(origin.ageLimit(seconds(1071)).isKnown());
    }

    @Test
    void ends_after_so_many_requests_are_a_limit_of_requests() {
        for (int i = 0; i < 3; i++) {
            closed(Resets.REMOTE, 1, 3000 + 2000 * i, 100, 100L * (i + 1));
        }
        assertEquals(100, origin.requestLimit(seconds(400)).value);
        assertFalse(origin.ageLimit(seconds(400)).isKnown());
        TrackedConnection more = opened(Resets.REMOTE, seconds(500));
        for (int i = 0; i < 113; i++) {
            request(more, seconds(500) + i);
            more.exchangeDone(seconds(500) + i);
        }
        assertFalse(origin.requestLimit(seconds(600)).isKnown());
    }

    @Test
    void connections_that_are_used_once_and_time_out_have_an_idle_limit_only() {
        for (int i = 0; i < 6; i++) {
            closed(Resets.REMOTE, 30_000, 30_005, 12, 100L * (i + 1));
        }
        assertTrue(origin.idleLimit(seconds(700)).isKnown());
        assertFalse(origin.ageLimit(seconds(700)).isKnown());
        assertFalse(origin.requestLimit(seconds(700)).isKnown());
    }

    @Test
    void what_it_takes_to_connect_and_to_answer_is_known_without_the_odd_one() {
        assertEquals(-1, origin.connectNanos());
        assertEquals(-1, origin.answerNanos());
        for (int i = 0; i < 50; i++) {
            TrackedConnection connection = opened(Resets.REMOTE, i);
            Exchange exchange = request(connection, seconds(i));
            origins.answered(exchange, exchange.startNanos + millis(i == 20 ? 9000 : 40));
        }
        assertEquals(2, origin.connectNanos() / 1e6, 0.1);
        assertEquals(40, origin.answerNanos() / 1e6, 30);
        assertEquals(9000, origin.longestAnswerNanos() / 1e6, 1);
    }

    @Test
    void siblings_that_are_idle_for_as_long_as_one_that_was_stale_are_too() {
        AddressProfile here = known(Resets.REMOTE);
        assertFalse(here.isStale(seconds(10)));
        here.stale(seconds(10));
        here.stale(seconds(8));
        assertTrue(here.isStale(seconds(9)));
        assertTrue(here.isStale(seconds(10)));
        assertFalse(here.isStale(seconds(11)));
        assertFalse(known(REMOTES[1]).isStale(seconds(9)));
    }

    @Test
    void one_that_does_not_respond_is_replaced_once_in_half_a_minute() {
        assertTrue(origin.takeReplacement(seconds(1)));
        assertFalse(origin.takeReplacement(seconds(30)));
        assertTrue(origin.takeReplacement(seconds(31)));
    }

    @Test
    void as_many_are_told_as_may_be_and_the_rest_is_counted() {
        for (int i = 0; i < 5; i++) {
            assertEquals(0, origin.takeTelling(5, millis(i)));
        }
        for (int i = 0; i < 7; i++) {
            assertEquals(-1, origin.takeTelling(5, millis(100)));
        }
        assertEquals(7, origin.takeTelling(5, millis(1000)));
        assertEquals(0, origin.takeTelling(5, millis(1001)));
    }

    /** Counted as a 64-bit JVM with compressed references lays them out; names of usual length. */
    @Test
    void what_is_known_of_an_origin_takes_no_more_than_a_kilobyte_with_counts_retries_and_ends_extra()
            throws Exception {
        for (int a = 0; a < REMOTES.length; a++) {
            for (int i = 0; i < 20; i++) {
                closed(REMOTES[a], 5000, 5000, 1, 1000 * a + 10 * i);
                closed(REMOTES[a], 1, 60_000, 5, 1000 * a + 10 * i + 3);
                closed(REMOTES[a], 1, 900, 100, 1000 * a + 10 * i + 6);
            }
        }
        failed(Resets.urlConnection().idle(7000).announced(30, 100), 9000);
        assertTrue(origin.idleLimit(seconds(5000)).isKnown());
        assertTrue(origin.ageLimit(seconds(5000)).isKnown());
        assertTrue(origin.requestLimit(seconds(5000)).isKnown());
        long ofCounts = size(origin.counts(), new IdentityHashMap<>());
        assertTrue(ofCounts <= 720, ofCounts + " bytes");
        long ofEnds = size(ends(), new IdentityHashMap<>());
        assertTrue(ofEnds <= 256, ofEnds + " bytes");
        long bytes = size(origin, new IdentityHashMap<>()) - ofCounts - ofEnds;
        assertTrue(bytes <= 1088, bytes + " bytes");
        assertTrue(bytes > 500, "not all was counted: " + bytes + " bytes");
        origin.retries(1).freshReset(1);
        long ofRetries = size(origin.retries(1), new IdentityHashMap<>());
        assertTrue(ofRetries <= 384, ofRetries + " bytes");
        assertTrue(ofRetries > 250, "not all was counted: " + ofRetries + " bytes");
    }

    private Object ends() throws ReflectiveOperationException {
        Field ends = OriginProfile.class.getDeclaredField("ends");
        ends.setAccessible(true);
        return ends.get(origin);
    }

    private static long size(Object object, Map<Object, Boolean> counted) throws Exception {
        if (object == null
                || object == LearnedLimit.UNKNOWN
                || object == ReuseIdle.NONE
                || counted.put(object, true) != null) {
            return 0;
        }
        if (object instanceof AtomicLong) {
            return 24;
        }
        if (object instanceof AtomicLongArray numbers) {
            return 16 + 16 + 8L * numbers.length();
        }
        if (object instanceof String name) {
            return 24 + rounded(16 + name.length());
        }
        Class<?> type = object.getClass();
        long inside = 0;
        if (type.isArray()) {
            for (int i = 0; !type.getComponentType().isPrimitive() && i < Array.getLength(object); i++) {
                inside += size(Array.get(object, i), counted);
            }
            return rounded(16 + (long) Array.getLength(object) * bytesOf(type.getComponentType())) + inside;
        }
        long bytes = 12;
        for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    bytes += bytesOf(field.getType());
                    field.setAccessible(true);
                    inside += field.getType().isPrimitive() ? 0 : size(field.get(object), counted);
                }
            }
        }
        return rounded(bytes) + inside;
    }

    private static int bytesOf(Class<?> type) {
        return type == long.class || type == double.class
                ? 8
                : type == boolean.class || type == byte.class ? 1 : type == short.class ? 2 : 4;
    }

    private static long rounded(long bytes) {
        return (bytes + 7) / 8 * 8;
    }

    private void learnFiveSeconds(String remote, int fromSeconds) {
        for (int i = 1; i <= 3; i++) {
            closed(remote, 5000, 5000, 1, fromSeconds + 60 * i);
        }
        assertEquals(5, origin.idleLimit(seconds(fromSeconds + 200)).value / 1e9, 0.002);
    }

    /** The peer closes a connection of this age, idle for so long, after so many requests; that is seen as it comes. */
    private void closed(String remote, long idleMillis, long ageMillis, int requests, long atSeconds) {
        long now = seconds(atSeconds);
        TrackedConnection connection = opened(remote, now - millis(ageMillis));
        for (int i = 0; i < requests; i++) {
            begin(connection, now - millis(idleMillis));
            connection.exchangeDone(now - millis(idleMillis));
        }
        origins.closedWhileIdle(connection, millis(idleMillis), millis(idleMillis), now);
    }

    private void failed(Resets resets, long atSeconds) {
        origins.peerEnded(resets.foundAlive().build(), seconds(atSeconds));
    }

    /** A connection is used again after such an idle time, and an answer comes. */
    private void answered(String remote, long idleMillis, long atSeconds) {
        TrackedConnection connection = opened(remote, seconds(atSeconds) - millis(idleMillis));
        begin(connection, seconds(atSeconds) - millis(idleMillis));
        connection.exchangeDone(seconds(atSeconds) - millis(idleMillis));
        request(connection, seconds(atSeconds));
    }

    private Exchange request(TrackedConnection connection, long now) {
        Exchange exchange = begin(connection, now);
        if (exchange.isTelling()) {
            origins.answered(exchange, now + 1);
        }
        return exchange;
    }

    private Exchange begin(TrackedConnection connection, long now) {
        origins.requestBegan(connection, false, "shop.example", 8080, now);
        Exchange exchange = new Exchange(connection, "GET", Resets.ORIGIN, null, 0, Phase.WRITE_HEAD, now);
        connection.begin(exchange, now);
        return exchange;
    }

    private AddressProfile known(String remote) {
        return origins.requestBegan(opened(remote, 0), false, "shop.example", 8080, 0);
    }

    private static TrackedConnection opened(String remote, long now) {
        TrackedConnection connection = new TrackedConnection(now, true, true, ended -> {});
        connection.connected(now + millis(2), "192.0.2.1:4711", remote);
        return connection;
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
