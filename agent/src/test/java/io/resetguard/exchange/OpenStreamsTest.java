package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpenStreamsTest {
    private static final int THREADS = 4;

    private final OpenStreams streams = new OpenStreams();

    @Test
    void none_is_open_at_first() {
        assertTrue(streams.isEmpty());
        assertNull(streams.get(1));
        assertNull(streams.remove(1));
        assertNull(streams.oldest());
    }

    /** A few ids collide, many make it grow; far from each other as on a connection where some streams stay open for long. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20, 500, Integer.MAX_VALUE / 2})
    void it_holds_what_a_map_holds(int ids) {
        Random random = new Random(ids);
        Map<Integer, Exchange> map = new HashMap<>();
        List<Integer> used = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int id = used.size() < 300 || random.nextInt(20) == 0
                    ? 2 * random.nextInt(ids) + 1
                    : used.get(random.nextInt(used.size()));
            used.add(id);
            if (random.nextInt(map.size() < 200 ? 2 : 5) == 0) {
                Exchange exchange = onStream(id);
                streams.put(id, exchange);
                map.put(id, exchange);
            } else {
                assertSame(map.get(id), streams.get(id));
                assertSame(map.remove(id), streams.remove(id));
            }
            assertEquals(map.size(), streams.size());
            assertEquals(map.isEmpty(), streams.isEmpty());
        }
        map.forEach((id, exchange) -> assertSame(exchange, streams.get(id)));
        assertSame(
                map.values().stream()
                        .min(Comparator.comparing(exchange -> exchange.id))
                        .orElse(null),
                streams.oldest());
    }

    /** The one that failed is still open here while it is on another connection. */
    @Test
    void one_that_is_sent_again_elsewhere_is_found_where_it_was() {
        Exchange exchange = onStream(3);
        streams.put(3, exchange);
        exchange.sentAgainAs(this, 5, Resend.Tier.P0);
        assertFalse(exchange.isOn(exchange.connection(), 3));
        assertNull(streams.get(5));
        assertSame(exchange, streams.get(3));
        assertSame(exchange, streams.remove(3));
        assertTrue(streams.isEmpty());
    }

    @Test
    void threads_do_not_lose_each_others_streams() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = 2 * thread + 1;
                work.add(() -> {
                    for (int id = first; id < 100_000; id += 2 * THREADS) {
                        Exchange exchange = onStream(id);
                        streams.put(id, exchange);
                        assertSame(exchange, streams.get(id));
                        assertSame(exchange, streams.remove(id));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertTrue(streams.isEmpty());
    }

    private static Exchange onStream(int id) {
        TrackedConnection connection = new TrackedConnection(0, true, false, ended -> {});
        return new Exchange(connection, "GET", "http://example.org/", null, id, Phase.AWAIT_RESPONSE, 0);
    }
}
