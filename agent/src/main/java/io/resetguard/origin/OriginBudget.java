package io.resetguard.origin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The retries of one origin: what its requests of the last ten seconds have earned, and a reserve that fills by one a
 * second, to three. Counts by the second, in slots that are used again.
 */
public final class OriginBudget {

    /** Seconds after which a request earns nothing any more. */
    private static final int WINDOW = 10;

    /** A power of two above the window. */
    private static final int SLOTS = 16;

    private static final double FULL_RESERVE = 3;

    /** In each slot: the second it stands for, and below that the count. */
    private static final int COUNT_BITS = 24;

    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final long firstNanos;
    private final AtomicLongArray requests = new AtomicLongArray(SLOTS);

    /** Retries paid for by requests; by the second as well. */
    private final AtomicLongArray taken = new AtomicLongArray(SLOTS);

    private double reserve = FULL_RESERVE;
    private long reserveNanos;

    OriginBudget(long nowNanos) {
        this.firstNanos = nowNanos;
        this.reserveNanos = nowNanos;
    }

    /** A request is about to be sent for the first time. A compare-and-set. */
    public void requestBegan(long nowNanos) {
        count(requests, second(nowNanos));
    }

    /** Is there one more, where retries may be such a share of the requests? Then it is taken. */
    public synchronized boolean take(double share, long nowNanos) {
        long now = second(nowNanos);
        double earned = share * inWindow(requests, now) - inWindow(taken, now);
        if (earned >= 1) {
            count(taken, now);
            return true;
        }
        double filled = (nowNanos - reserveNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        reserve = Math.min(FULL_RESERVE, reserve + Math.max(0, filled));
        reserveNanos = nowNanos;
        if (reserve < 1) {
            return false;
        }
        reserve -= 1;
        return true;
    }

    /** From 1, so that an unused slot is of no second. */
    private long second(long nowNanos) {
        long second = TimeUnit.NANOSECONDS.toSeconds(nowNanos - firstNanos) + 1;
        return Math.max(1, second);
    }

    private void count(AtomicLongArray slots, long second) {
        int slot = (int) (second & (SLOTS - 1));
        long before;
        long after;
        do {
            before = slots.get(slot);
            boolean anew = before >>> COUNT_BITS != second;
            boolean full = (before & COUNT_MASK) == COUNT_MASK;
            after = anew ? (second << COUNT_BITS) | 1 : full ? before : before + 1;
        } while (!slots.compareAndSet(slot, before, after));
    }

    private static long inWindow(AtomicLongArray slots, long now) {
        long sum = 0;
        for (int i = 0; i < SLOTS; i++) {
            long slot = slots.get(i);
            long age = now - (slot >>> COUNT_BITS);
            sum += age >= 0 && age < WINDOW && slot != 0 ? slot & COUNT_MASK : 0;
        }
        return sum;
    }
}
