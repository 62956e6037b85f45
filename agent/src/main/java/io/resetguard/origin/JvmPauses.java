package io.resetguard.origin;

import java.util.concurrent.TimeUnit;

/**
 * When this JVM stood still: a garbage collection, no processor, a stopped process, a machine that slept. A thread that is
 * to wake up every so often notes that it came late, and by how much. Any thread. Times are {@link System#nanoTime()}.
 */
public final class JvmPauses {

    /** So often the thread is to come. */
    public static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Less is a busy machine. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** A smaller step of the wall clock may be an adjustment. */
    private static final long LEAST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int KEPT = 16;

    private final long[] fromNanos = new long[KEPT];
    private final long[] lengthNanos = new long[KEPT];
    private int size;
    private int next;
    private boolean watching;
    private long lastNanos;
    private long lastWallMillis;

    /** The thread begins to come. */
    public synchronized void begin(long nowNanos, long wallMillis) {
        watching = true;
        lastNanos = nowNanos;
        lastWallMillis = wallMillis;
    }

    /** Nobody comes any more, until {@link #begin}. */
    public synchronized void stop() {
        watching = false;
    }

    /** The thread has come. */
    public synchronized void tick(long nowNanos, long wallMillis) {
        if (!watching) {
            return;
        }
        note(nowNanos, wallMillis);
        lastNanos = nowNanos;
        lastWallMillis = wallMillis;
    }

    private void note(long nowNanos, long wallMillis) {
        long took = nowNanos - lastNanos;
        // The machine slept: this clock may have stood still meanwhile, the wall's went on.
        long slept = TimeUnit.MILLISECONDS.toNanos(wallMillis - lastWallMillis) - took;
        long late = took - TICK_NANOS + (slept >= LEAST_SLEEP_NANOS ? slept : 0);
        if (late >= LEAST_NANOS) {
            fromNanos[next] = lastNanos + TICK_NANOS;
            lengthNanos[next] = late;
            next = (next + 1) % KEPT;
            size = Math.min(size + 1, KEPT);
        }
    }

    /** How long it stood still in all, in a time that ends now or a moment ago. */
    public synchronized long within(long from, long nowNanos, long wallMillis) {
        // Who asks may be awake before the thread is.
        tick(nowNanos, wallMillis);
        long all = 0;
        for (int i = 0; i < size; i++) {
            if (fromNanos[i] + lengthNanos[i] - from > 0) {
                all += Math.min(lengthNanos[i], fromNanos[i] + lengthNanos[i] - from);
            }
        }
        return all;
    }
}
