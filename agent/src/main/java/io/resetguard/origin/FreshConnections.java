package io.resetguard.origin;

import java.util.concurrent.TimeUnit;

/**
 * What came of the first requests of an origin's connections in the last ten seconds: an answer, or an end without one.
 * Not thread-safe. Counts by two seconds.
 */
final class FreshConnections {

    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int SLOTS = 5;

    /** Fewer say nothing about a share. */
    private static final int LEAST = 10;

    private static final int RESET_BITS = 16;
    private static final int ONE_RESET = 1;
    private static final int ONE_ANSWER = 1 << RESET_BITS;
    private static final int MOST = ONE_ANSWER - 1;

    /** In each: answers, and below that resets. */
    private final int[] slots = new int[SLOTS];

    private final long firstNanos;
    private long newest;

    FreshConnections(long nowNanos) {
        this.firstNanos = nowNanos;
    }

    void answered(long nowNanos) {
        int slot = slot(nowNanos);
        if (slots[slot] >>> RESET_BITS < MOST) {
            slots[slot] += ONE_ANSWER;
        }
    }

    void reset(long nowNanos) {
        int slot = slot(nowNanos);
        if ((slots[slot] & MOST) < MOST) {
            slots[slot] += ONE_RESET;
        }
    }

    /** Were more than half of them reset, and are they enough to say so? */
    boolean areMostlyReset(long nowNanos) {
        slot(nowNanos);
        int answers = 0;
        int resets = 0;
        for (int slot : slots) {
            answers += slot >>> RESET_BITS;
            resets += slot & MOST;
        }
        return answers + resets >= LEAST && resets > answers;
    }

    /** The slot of this time; those between it and the last one are of the past. */
    private int slot(long nowNanos) {
        long now = Math.max(newest, (nowNanos - firstNanos) / SLOT_NANOS);
        for (long i = Math.max(newest + 1, now - SLOTS + 1); i <= now; i++) {
            slots[(int) (i % SLOTS)] = 0;
        }
        newest = now;
        return (int) (now % SLOTS);
    }
}
