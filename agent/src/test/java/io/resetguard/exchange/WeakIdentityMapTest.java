package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WeakIdentityMapTest {

    private final WeakIdentityMap<Integer> map = new WeakIdentityMap<>();

    @Test
    void an_empty_map_has_nothing() {
        assertNull(map.get(this));
        assertNull(map.remove(this));
        assertNull(map.get(null));
        assertNull(map.remove(null));
        assertEquals(0, map.size());
    }

    @Test
    void what_was_put_last_is_there_until_it_is_removed() {
        map.put(this, 1);
        map.put(this, 2);
        assertEquals(2, map.get(this));
        assertEquals(1, map.size());
        assertEquals(2, map.remove(this));
        assertNull(map.get(this));
        assertNull(map.remove(this));
        assertEquals(0, map.size());
    }

    @Test
    void keys_are_told_apart_by_identity() {
        List<String> one = new ArrayList<>();
        List<String> two = new ArrayList<>(); // equal
        map.put(one, 1);
        assertNull(map.get(two));
        map.put(two, 2);
        assertEquals(1, map.get(one));
        assertEquals(2, map.get(two));
        assertEquals(1, map.remove(one));
        assertEquals(2, map.get(two));
        assertNull(map.get(null));
    }

    @Test
    void it_grows_and_keeps_everything() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add(new Object());
            map.put(keys.get(i), i);
        }
        assertEquals(keys.size(), map.size());
        for (int i = 0; i < keys.size(); i += 2) {
            assertEquals(i, map.remove(keys.get(i)));
        }
        assertEquals(keys.size() / 2, map.size());
        for (int i = 0; i < keys.size(); i++) {
            assertEquals(i % 2 == 0 ? null : Integer.valueOf(i), map.get(keys.get(i)));
        }
    }

    @Test
    void collected_keys_vanish() throws InterruptedException {
        Object kept = new Object();
        map.put(kept, -1);
        for (int i = 0; i < 1_000; i++) {
            map.put(new Object(), i);
        }
        Object other = new Object();
        for (int round = 0; round < 10 && map.size() > 2; round++) {
            awaitCollection();
            map.put(other, -2);
        }
        assertEquals(2, map.size());
        assertEquals(-1, map.get(kept));
        assertEquals(-2, map.get(other));
    }

    /** Until an object that came after all others is collected and queued: the one thread that queues has done the rest. */
    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Reference<Object> last = new WeakReference<>(new Object(), queue);
        System.gc();
        assertSame(last, queue.remove());
    }

    @Test
    void many_threads_put_read_and_remove_while_keys_are_collected() throws Exception {
        Object always = new Object();
        map.put(always, -1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                runs.add(threads.submit(() -> putReadAndRemove(always)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    private void putReadAndRemove(Object always) {
        for (int round = 0; round < 20; round++) {
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Object key = new Object();
                keys.add(key);
                map.put(key, i);
                map.put(new Object(), i); // for the collector
                assertEquals(-1, map.get(always));
            }
            for (int i = 0; i < keys.size(); i++) {
                assertEquals(i, map.get(keys.get(i)));
                assertEquals(i, map.remove(keys.get(i)));
                assertNull(map.get(keys.get(i)));
            }
        }
    }
}
