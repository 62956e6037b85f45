package io.resetguard.origin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The requests and retries of one origin in the last ten seconds: what the ones have earned for the others, and a reserve
 * that fills by one a second, to three. Counts by two seconds, in slots that are used again. Requests are counted by any
 * thread; the rest is for who holds the lock of the origin's retries.
 */
final class OriginBudget {

    private static final int SLOT_SECONDS = 2;

    /** Slots after which a request earns nothing any more: ten seconds. */
    private static final int WINDOW = 5;

    /** A power of two above the window. */
    private static final int SLOTS = 8;

    private static final double FULL_RESERVE = 3;

    /** A slot has the time it stands for, in slots, and below that two counts. */
    private static final int REQUEST_BITS = 24;

    private static final int TAKEN_BITS = 16;
    private static final int COUNT_BITS = REQUEST_BITS + TAKEN_BITS;
    private static final long ONE_REQUEST = 1;
    private static final long ONE_TAKEN = 1L << REQUEST_BITS;
    private static final long REQUESTS = ONE_TAKEN - 1;
    private static final long TAKEN = ((1L << TAKEN_BITS) - 1) << REQUEST_BITS;

    private final long firstNanos;
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private double reserve = FULL_RESERVE;
    private long reserveNanos;

    OriginBudget(long nowNanos) {
        this.firstNanos = nowNanos;
        this.reserveNanos = nowNanos;
    }

    /** A request is about to be sent for the first time. A compare-and-set. */
    void requestBegan(long nowNanos) {
        count(ONE_REQUEST, REQUESTS, slot(nowNanos));
    }

    /** Is there one more, where retries may be such a share of the requests? Then it is taken. */
    boolean take(double share, long nowNanos) {
        long now = slot(nowNanos);
        double earned = share * inWindow(REQUESTS, now) - (inWindow(TAKEN, now) >>> REQUEST_BITS);
        if (earned >= 1) {
            count(ONE_TAKEN, TAKEN, now);
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

    /** One that was taken just now was not needed. */
    void giveBack(long nowNanos) {
        long now = slot(nowNanos);
        int slot = (int) (now & (SLOTS - 1));
        long before = slots.get(slot);
        while (before >>> COUNT_BITS == now && (before & TAKEN) != 0) {
            if (slots.compareAndSet(slot, before, before - ONE_TAKEN)) {
                return;
            }
            before = slots.get(slot);
        }
        reserve = Math.min(FULL_RESERVE, reserve + 1);
    }

    /** How many requests are in flight, as a rule, where each takes so long (Little's law); -1 stands for not known. */
    double inFlight(long answerNanos, long nowNanos) {
        long now = slot(nowNanos);
        double seconds = Math.min(WINDOW, now) * (double) SLOT_SECONDS;
        double answerSeconds = Math.max(0, answerNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return inWindow(REQUESTS, now) / seconds * answerSeconds;
    }

    /** From 1, so that an unused slot is of no time. */
    private long slot(long nowNanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nowNanos - firstNanos) / SLOT_SECONDS + 1);
    }

    private void count(long one, long mask, long time) {
        int slot = (int) (time & (SLOTS - 1));
        long before;
        long after;
        do {
            before = slots.get(slot);
            boolean anew = before >>> COUNT_BITS != time;
            boolean full = (before & mask) == mask;
            after = anew ? (time << COUNT_BITS) | one : full ? before : before + one;
        } while (!slots.compareAndSet(slot, before, after));
    }

    private long inWindow(long mask, long now) {
        long sum = 0;
        for (int i = 0; i < SLOTS; i++) {
            long slot = slots.get(i);
            long age = now - (slot >>> COUNT_BITS);
            sum += age >= 0 && age < WINDOW && slot != 0 ? slot & mask : 0;
        }
        return sum;
    }
}
