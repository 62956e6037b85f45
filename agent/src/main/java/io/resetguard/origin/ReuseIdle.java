package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;

/** After which idle times a connection could be used again, and after which it could not. Immutable; -1: not known. */
public final class ReuseIdle {

    /** Shorter idle times say nothing about the peer's keep-alive timeout: what failed then failed for another reason. */
    public static final long TELLING_NANOS = 100_000_000L;

    /** Nothing is known. */
    public static final ReuseIdle NONE = new ReuseIdle(-1, -1, -1, 0);

    /** The longest idle time after which the peer still answered. */
    public final long longestWorkedNanos;

    /** The shortest idle time after which it ended a reused connection without a byte of a response. */
    public final long shortestFailedNanos;

    /** How often it did so. */
    public final int failures;

    /** The shortest but one, for {@link #without}. */
    private final long nextShortestFailedNanos;

    private ReuseIdle(long longestWorked, long shortestFailed, long nextShortestFailed, int failures) {
        this.longestWorkedNanos = longestWorked;
        this.shortestFailedNanos = shortestFailed;
        this.nextShortestFailedNanos = nextShortestFailed;
        this.failures = failures;
    }

    /** With what a reset shows: the same object where it shows nothing. */
    ReuseIdle with(PeerReset reset) {
        long idle = reset.idleNanos;
        if (reset.reused() && isAnswered(reset) && idle > longestWorkedNanos) {
            return new ReuseIdle(idle, shortestFailedNanos, nextShortestFailedNanos, failures);
        }
        if (!isFailure(reset) || failures == Integer.MAX_VALUE) {
            return this;
        }
        boolean shorter = failures == 0 || idle < shortestFailedNanos;
        long next = shorter
                ? shortestFailedNanos
                : nextShortestFailedNanos < 0 ? idle : Math.min(nextShortestFailedNanos, idle);
        return new ReuseIdle(longestWorkedNanos, shorter ? idle : shortestFailedNanos, next, failures + 1);
    }

    /** As it was without a reset that was added: what other connections showed. */
    ReuseIdle without(PeerReset added) {
        if (!isFailure(added) || failures == 0) {
            return this;
        }
        long others = added.idleNanos == shortestFailedNanos ? nextShortestFailedNanos : shortestFailedNanos;
        return new ReuseIdle(longestWorkedNanos, others, -1, failures - 1);
    }

    private static boolean isAnswered(PeerReset reset) {
        return reset.receivedBytes > 0 || reset.phase == Phase.READ_HEAD || reset.phase == Phase.READ_BODY;
    }

    private static boolean isFailure(PeerReset reset) {
        // An end under an upload may be about its size (413), and says nothing sure about idle times.
        return reset.reused() && reset.idleNanos >= TELLING_NANOS && !isAnswered(reset) && !reset.sentMoreThanAHead();
    }
}
