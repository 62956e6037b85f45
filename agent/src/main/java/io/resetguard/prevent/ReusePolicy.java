package io.resetguard.prevent;

import io.resetguard.config.Options;
import io.resetguard.exchange.KeepAlive;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.AddressProfile;
import io.resetguard.origin.LearnedLimit;
import io.resetguard.origin.OriginProfile;
import java.util.concurrent.TimeUnit;

/**
 * Whether a pooled connection is used once more. What is certain comes first, then what the user wants, then what the
 * peer announced, then what was learned. Any thread; allocates nothing where the answer is yes.
 */
public final class ReusePolicy {

    /** What timers and schedulers on both sides may be off by. */
    private static final long CLOCK_GRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A pause on either side, or a longer way than usual, may take this part of a limit … */
    private static final int PAUSE_SHARE = 20;

    /** … but no more. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** An answer that was read late may take this part of a limit on top. */
    private static final int LATE_SHARE = 8;

    /** Before, a peer of HTTP/2 may be taking its time. */
    private static final long LEAST_UNANSWERED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long maxIdleNanos;
    private final long maxAgeNanos;

    public ReusePolicy(Options options) {
        this.maxIdleNanos =
                options.preventMaxIdleNanos() == Options.UNSET ? Long.MAX_VALUE : options.preventMaxIdleNanos();
        this.maxAgeNanos =
                options.preventMaxAgeNanos() == Options.UNSET ? Long.MAX_VALUE : options.preventMaxAgeNanos();
    }

    /** The decision on one connection of the pool, to a peer of which {@code known} is known. */
    public ReuseDecision decide(TrackedConnection pooled, AddressProfile known, Liveness liveness, long nowNanos) {
        OriginProfile origin = known.origin();
        long idle = pooled.idleNanos(nowNanos);
        long age = pooled.ageNanos(nowNanos);

        // Whatever was written now would be lost.
        if (liveness == Liveness.CLOSED) {
            return no(PreventReason.PEER_CLOSED, -1, pooled, nowNanos);
        }
        // HttpURLConnection would take them for the answer to the next request.
        if (liveness == Liveness.UNREAD_BYTES) {
            return no(PreventReason.UNREAD_BYTES, -1, pooled, nowNanos);
        }
        // RFC 9113 6.8: no new streams after it.
        if (pooled.goAwayLastStream() >= 0) {
            return no(PreventReason.GOAWAY, -1, pooled, nowNanos);
        }
        if (pooled.isH2() && isUnresponsive(pooled, origin, nowNanos)) {
            return no(PreventReason.H2_UNRESPONSIVE, origin.longestAnswerNanos(), pooled, nowNanos);
        }

        // What the user set has no margin: it is the user's own.
        if (idle >= maxIdleNanos) {
            return no(PreventReason.MAX_IDLE, maxIdleNanos, pooled, nowNanos);
        }
        if (age >= maxAgeNanos) {
            return no(PreventReason.MAX_AGE, maxAgeNanos, pooled, nowNanos);
        }

        // One that was used more lately has failed already.
        if (idle > 0 && known.isStale(pooled.idleSinceNanos())) {
            return no(PreventReason.SIBLING_STALE, -1, pooled, nowNanos);
        }

        KeepAlive announced = pooled.announced();
        // RFC 9112 9.6. HttpClient knows it only where it stands alone in the first of the fields.
        if (announced != null && announced.closes) {
            return no(PreventReason.ANNOUNCED_CLOSE, -1, pooled, nowNanos);
        }
        if (announced != null && announced.timeoutSeconds >= 0) {
            long limit = TimeUnit.SECONDS.toNanos(announced.timeoutSeconds);
            long margin = marginNanos(limit, pooled, origin) + lateNanos(limit, pooled, origin);
            if (idle >= limit - margin) {
                return no(PreventReason.ANNOUNCED_IDLE, limit, margin, 0, pooled, nowNanos);
            }
        }
        // Those that count down and those that name the whole number mean the same by none (MaxKeepAliveRequests,
        // Node.js).
        if (announced != null && announced.max == 0) {
            return no(PreventReason.ANNOUNCED_REQUESTS, 0, pooled, nowNanos);
        }

        LearnedLimit idleLimit = known.idleLimit(nowNanos);
        if (idleLimit.isKnown()) {
            long margin = marginNanos(idleLimit.value, pooled, origin) + lateNanos(idleLimit.value, pooled, origin);
            if (idle >= idleLimit.value - margin) {
                return no(PreventReason.LEARNED_IDLE, idleLimit.value, margin, idleLimit.samples, pooled, nowNanos);
            }
        }
        LearnedLimit ageLimit = origin.ageLimit(nowNanos);
        if (ageLimit.isKnown()) {
            long margin = marginNanos(ageLimit.value, pooled, origin);
            if (age >= ageLimit.value - margin) {
                return no(PreventReason.LEARNED_AGE, ageLimit.value, margin, ageLimit.samples, pooled, nowNanos);
            }
        }
        LearnedLimit requestLimit = origin.requestLimit(nowNanos);
        if (requestLimit.isKnown() && pooled.requests() >= requestLimit.value) {
            return no(PreventReason.LEARNED_REQUESTS, requestLimit.value, 0, requestLimit.samples, pooled, nowNanos);
        }
        return ReuseDecision.REUSE;
    }

    /**
     * The request has to be with the peer before it closes. The peer's clock runs from when it has sent the response, ours
     * from when that was read: half a round trip later, and the request takes the other half.
     */
    static long marginNanos(long limitNanos, TrackedConnection pooled, OriginProfile origin) {
        long roundTrip = origin.connectNanos() >= 0 ? origin.connectNanos() : Math.max(0, pooled.connectNanos());
        long pause = Math.min(limitNanos / PAUSE_SHARE, LONGEST_PAUSE_NANOS);
        return roundTrip + CLOCK_GRAIN_NANOS + pause;
    }

    /**
     * For how much longer than is known it may have been idle for the peer: this JVM may have had no processor when the
     * response came, and the application may have taken its time to read it. That is part of what the exchange took beyond
     * the fastest answer of the origin; the rest is the peer's own work, so it counts for no more than a share of the limit.
     */
    private static long lateNanos(long limitNanos, TrackedConnection pooled, OriginProfile origin) {
        long fastest = origin.fastestAnswerNanos();
        long late = fastest < 0 ? 0 : pooled.lastTookNanos() - fastest;
        return Math.max(0, Math.min(late, limitNanos / LATE_SHARE));
    }

    /** Streams that are open already stay: a long poll is silent for as long as it likes. */
    private static boolean isUnresponsive(TrackedConnection pooled, OriginProfile origin, long nowNanos) {
        long unanswered = pooled.unansweredNanos(nowNanos);
        long longest = origin.longestAnswerNanos();
        return unanswered > LEAST_UNANSWERED_NANOS
                && longest >= 0
                && unanswered > longest
                && origin.takeReplacement(nowNanos);
    }

    private static ReuseDecision no(PreventReason reason, long limit, TrackedConnection pooled, long nowNanos) {
        return no(reason, limit, 0, 0, pooled, nowNanos);
    }

    private static ReuseDecision no(
            PreventReason reason, long limit, long margin, int samples, TrackedConnection pooled, long nowNanos) {
        return ReuseDecision.no(
                reason,
                limit,
                margin,
                samples,
                pooled.idleNanos(nowNanos),
                pooled.ageNanos(nowNanos),
                pooled.requests());
    }
}
