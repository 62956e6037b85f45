package io.resetguard.origin;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether an origin is too sick for retries. It opens after three retries in a row without an answer, or where most fresh
 * connections are reset; then it lets nothing through for 5 s, and after that one retry, whose answer closes it. Without
 * an answer it stays open for twice as long, up to 60 s. Not thread-safe.
 *
 * <p>A retry is told from others by the time until which it may take.
 */
final class OriginBreaker {

    private static final int FAILED_IN_A_ROW = 3;
    private static final long SHORTEST_OPEN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_OPEN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private int failedInARow;

    /** How long it stays open; 0: it is closed. */
    private long openNanos;

    private long openUntilNanos;

    /** Has it let its one retry through, of which nothing is known yet? */
    private boolean trying;

    private long trialNanos;
    private long trialUntilNanos;

    /** Since the first reset of one, for before that there is nothing to find; not counted while it is open. */
    private @Nullable FreshConnections fresh;

    /** May one more retry be made? */
    boolean letsThrough(long nowNanos) {
        if (openNanos == 0) {
            return true;
        }
        // One that nothing is heard of is not waited for beyond its own time, nor for ever.
        boolean waits = trying && nowNanos - trialUntilNanos < 0 && nowNanos - trialNanos < LONGEST_OPEN_NANOS;
        return nowNanos - openUntilNanos >= 0 && !waits;
    }

    /** One that it {@link #letsThrough} is made. */
    void begun(long untilNanos, long nowNanos) {
        if (openNanos > 0) {
            trying = true;
            trialNanos = nowNanos;
            trialUntilNanos = untilNanos;
        }
    }

    /** One is over. */
    void ended(long untilNanos, boolean answered, long nowNanos) {
        if (openNanos == 0) {
            failedInARow = answered ? 0 : failedInARow + 1;
            if (failedInARow >= FAILED_IN_A_ROW) {
                open(SHORTEST_OPEN_NANOS, nowNanos);
            }
        } else if (isTrial(untilNanos) && answered) {
            openNanos = 0;
            trying = false;
        } else if (isTrial(untilNanos)) {
            open(Math.min(2 * openNanos, LONGEST_OPEN_NANOS), nowNanos);
        }
    }

    /** One was not made after all. */
    void withdrawn(long untilNanos) {
        trying &= !isTrial(untilNanos);
    }

    /** A connection was reset before its first answer. */
    void freshReset(long nowNanos) {
        if (openNanos > 0) {
            return;
        }
        FreshConnections counted = fresh == null ? new FreshConnections(nowNanos) : fresh;
        fresh = counted;
        counted.reset(nowNanos);
        if (counted.areMostlyReset(nowNanos)) {
            open(SHORTEST_OPEN_NANOS, nowNanos);
        }
    }

    /** A connection brought its first answer. */
    void freshAnswered(long nowNanos) {
        if (fresh != null) {
            fresh.answered(nowNanos);
        }
    }

    private boolean isTrial(long untilNanos) {
        return trying && untilNanos == trialUntilNanos;
    }

    private void open(long nanos, long nowNanos) {
        openNanos = nanos;
        openUntilNanos = nowNanos + nanos;
        failedInARow = 0;
        trying = false;
        fresh = null;
    }
}
