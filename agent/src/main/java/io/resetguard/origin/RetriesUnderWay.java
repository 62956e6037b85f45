package io.resetguard.origin;

import java.util.Arrays;

/**
 * The retries of one origin that are under way, as the times until which they may take: of one that is never told of
 * again, nothing is left after that. Not thread-safe.
 */
final class RetriesUnderWay {

    /** So many may always be (as in Envoy's retry budget). */
    private static final int LEAST = 3;

    /** Of the requests in flight. */
    private static final double SHARE = 0.2;

    private long[] untilNanos = new long[LEAST];
    private int count;

    /** Is there room for one more beside so many requests in flight? */
    boolean hasRoom(double inFlight, long nowNanos) {
        for (int i = count - 1; i >= 0; i--) {
            if (nowNanos - untilNanos[i] >= 0) {
                remove(i);
            }
        }
        return count < LEAST || count + 1 <= SHARE * inFlight;
    }

    void begun(long until) {
        if (count == untilNanos.length) {
            untilNanos = Arrays.copyOf(untilNanos, 2 * count);
        }
        untilNanos[count++] = until;
    }

    /** Returns whether it was one. */
    boolean ended(long until) {
        for (int i = 0; i < count; i++) {
            if (untilNanos[i] == until) {
                remove(i);
                return true;
            }
        }
        return false;
    }

    private void remove(int index) {
        untilNanos[index] = untilNanos[--count];
        if (count == 0 && untilNanos.length > LEAST) {
            untilNanos = new long[LEAST];
        }
    }
}
