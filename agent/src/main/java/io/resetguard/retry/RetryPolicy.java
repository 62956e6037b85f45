package io.resetguard.retry;

import io.resetguard.config.Options;
import io.resetguard.config.RetryMode;
import io.resetguard.exchange.Idempotence;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.origin.OriginName;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is sent again. Rests on what is proven of the failed send (its {@link Tier}), never on a message.
 * Any thread.
 */
public final class RetryPolicy {

    private static final long FIRST_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    /** Times beyond this are taken for so long, for what an application gives may be for ever. */
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Options options;
    private final Idempotence methods;
    private final RetryLimits limits;
    private final LongSupplier nanoClock;
    private final DoubleSupplier chance;

    /**
     * @param chance evenly spread from 0 (in) to 1 (out)
     */
    public RetryPolicy(Options options, RetryLimits limits, LongSupplier nanoClock, DoubleSupplier chance) {
        this.options = options;
        this.limits = limits;
        this.nanoClock = nanoClock;
        this.chance = chance;
        this.methods = new Idempotence(options.retryMethods());
    }

    /** The decision on one failed send. A yes has taken from the limits of its origin. */
    public RetryDecision decide(RetryCandidate candidate) {
        Tier tier = Tier.of(candidate.reset).orWeaker(candidate.earlier);
        RetryReason obstacle = obstacle(candidate, tier);
        if (obstacle != null) {
            return RetryDecision.no(tier, obstacle);
        }
        long delay = delayNanos(candidate);
        long remaining = remainingNanos(candidate, delay);
        // A new connection, and as much time again for the answer, is the least that it takes.
        if (remaining <= 0 || remaining < 2 * candidate.reset.connectNanos) {
            return RetryDecision.no(tier, RetryReason.DEADLINE);
        }
        long now = nanoClock.getAsLong();
        long until = now + Math.min(delay, LONGEST_NANOS) + Math.min(remaining, LONGEST_NANOS);
        RetryReason limit =
                isAskedFor(candidate, tier) ? null : limits.take(OriginName.of(candidate.reset.url), until, now);
        if (limit != null) {
            return RetryDecision.no(tier, limit);
        }
        RetryDecision again = RetryDecision.again(tier, motive(candidate, tier), delay, remaining, until);
        // Only here, where all else says yes, is a stack looked through: where all fails, that is seldom.
        if (RetryingLayers.isAbove(candidate)) {
            limits.withdrawn(candidate.reset, again, now);
            return RetryDecision.no(tier, RetryReason.RETRYING_LAYER);
        }
        return again;
    }

    /** What the peer itself gives back is no load beyond the planned; once, for it may give back all that it gets. */
    private static boolean isAskedFor(RetryCandidate candidate, Tier tier) {
        return tier == Tier.P1 && candidate.agentSends == 0 && candidate.reset.sends <= 1;
    }

    private @Nullable RetryReason obstacle(RetryCandidate candidate, Tier tier) {
        PeerReset reset = candidate.reset;
        boolean proven = tier == Tier.P0 || tier == Tier.P1;
        // Nobody waits for it any more.
        if (candidate.cancelled) {
            return RetryReason.CANCELLED;
        }
        // It was processed, or part of the answer is with the application already.
        if (tier == Tier.X) {
            return RetryReason.RESPONSE_HAD_BEGUN;
        }
        // What follows a switch of protocols is a conversation of its own, not a request.
        if (candidate.switchesProtocol) {
            return RetryReason.PROTOCOL_SWITCH;
        }
        // A stream that a byte was taken from is never read again.
        if (!candidate.replayable) {
            return RetryReason.BODY_NOT_REPLAYABLE;
        }
        // The user wants proof.
        if (!proven && options.retry() != RetryMode.IDEMPOTENT) {
            return RetryReason.NOT_PROVEN;
        }
        // RFC 9110 9.2.2: without proof only what may happen twice.
        if (!proven && !candidate.keyed && !methods.isIdempotent(reset.method)) {
            return RetryReason.NOT_IDEMPOTENT;
        }
        // A reset on a fresh connection points to the server, not to the connection.
        if (tier == Tier.U && !options.retryFresh()) {
            return RetryReason.FRESH_CONNECTION;
        }
        // There, not even a key or an idempotent method is enough.
        if (tier == Tier.U && !Idempotence.isSafe(reset.method)) {
            return RetryReason.NOT_SAFE_ON_FRESH_CONNECTION;
        }
        // RFC 9110 9.2.2: a failed automatic retry is not retried, unless it is proven to be harmless.
        if (!proven && candidate.agentSends >= 1) {
            return RetryReason.RETRIED_BEFORE;
        }
        // The JDK's own re-sends count; sends that never got as far as the wire count as the agent's.
        int further = Math.max(reset.sends - 1, candidate.agentSends);
        if (further >= options.retryMax()) {
            return RetryReason.MAX_REACHED;
        }
        return null;
    }

    private RetryReason motive(RetryCandidate candidate, Tier tier) {
        switch (tier) {
            case P0:
                return candidate.reset.unconnected ? RetryReason.NEXT_ADDRESS : RetryReason.NOTHING_WAS_SENT;
            case P1:
                return RetryReason.PEER_SAYS_UNPROCESSED;
            case U:
                return RetryReason.SAFE_ON_FRESH_CONNECTION;
            default:
                return methods.isIdempotent(candidate.reset.method)
                        ? RetryReason.IDEMPOTENT_ON_REUSED_CONNECTION
                        : RetryReason.KEYED_ON_REUSED_CONNECTION;
        }
    }

    /** Full jitter, so that those who failed together do not come back together: at most 25 ms, then 75 ms. */
    private long delayNanos(RetryCandidate candidate) {
        long longest = FIRST_DELAY_NANOS * ((2L << candidate.agentSends) - 1);
        return (long) (chance.getAsDouble() * longest);
    }

    /** What is left of the application's own time-outs; of {@code retry.deadline}, where it has set none. */
    private long remainingNanos(RetryCandidate candidate, long delayNanos) {
        long total = candidate.timeoutNanos >= 0 ? candidate.timeoutNanos : options.retryDeadlineNanos();
        return total - candidate.elapsedNanos - delayNanos;
    }
}
