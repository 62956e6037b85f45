package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.origin.OriginName;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import org.jspecify.annotations.Nullable;

/**
 * How many retries each origin may get: a share of its requests, no more at a time than its requests in flight allow, and
 * none while it is sick (docs/adr/0016). So retries never multiply the load on a server that is down. Any thread; a
 * request on the healthy path is one compare-and-set. Times are those of {@link System#nanoTime()}, passed in.
 */
public final class RetryLimits {

    private final double share;
    private final Origins origins;

    /**
     * @param share of the requests: 0.1 for {@code 10%}
     */
    public RetryLimits(double share, Origins origins) {
        this.share = share;
        this.origins = origins;
    }

    /** Counts a request. */
    public void requestBegan(OriginProfile origin, long nowNanos) {
        origin.retries(nowNanos).requestBegan(nowNanos);
    }

    /**
     * Why not one more may be sent again to {@code scheme://host:port}; {@code null}: it may, and that is taken.
     *
     * @param untilNanos when it is over at the latest; by this it is known again
     */
    @Nullable
    RetryReason take(@Nullable String origin, long untilNanos, long nowNanos) {
        if (origin == null) {
            return RetryReason.BUDGET;
        }
        OriginProfile its = origins.of(origin);
        switch (its.retries(nowNanos).take(share, its.answerNanos(), untilNanos, nowNanos)) {
            case TAKEN:
                return null;
            case BREAKER_OPEN:
                return RetryReason.BREAKER_OPEN;
            case TOO_MANY_UNDER_WAY:
                return RetryReason.CONCURRENT;
            default:
                return RetryReason.BUDGET;
        }
    }

    /** A retry is over: its response's head is there, or it failed. */
    public void ended(Retried what, long nowNanos) {
        String origin = OriginName.of(what.after.url);
        if (origin != null) {
            boolean answered = what.recoveredNanos >= 0;
            origins.of(origin).retries(nowNanos).ended(what.decision.untilNanos(), answered, nowNanos);
        }
    }

    /** It was decided to send a request again, and that was not done. */
    public void withdrawn(PeerReset reset, RetryDecision decision, long nowNanos) {
        String origin = OriginName.of(reset.url);
        if (origin != null) {
            origins.of(origin).retries(nowNanos).withdrawn(decision.untilNanos(), nowNanos);
        }
    }

    /** The peer ended something. Where that was a connection before its first answer, the peer may be sick. */
    public void peerEnded(PeerReset reset, long nowNanos) {
        String origin = OriginName.of(reset.url);
        if (origin != null && isOfFreshConnection(reset)) {
            origins.of(origin).retries(nowNanos).freshReset(nowNanos);
        }
    }

    private static boolean isOfFreshConnection(PeerReset reset) {
        boolean ofConnection = reset.signal != Signal.RST_STREAM && reset.signal != Signal.GOAWAY;
        boolean unanswered = reset.receivedBytes <= 0 && reset.phase.compareTo(Phase.READ_HEAD) < 0;
        return ofConnection && unanswered && reset.ageKnown && !reset.reused() && !reset.isOnlyAnException();
    }
}
