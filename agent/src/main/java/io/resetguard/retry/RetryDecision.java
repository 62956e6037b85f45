package io.resetguard.retry;

import io.resetguard.exchange.Resend.Tier;

/** What is to be done about one failed send, and why. Immutable. */
public final class RetryDecision {

    private final boolean again;
    private final long delayNanos;
    private final long remainingNanos;
    private final long untilNanos;
    private final Tier tier;
    private final RetryReason reason;

    private RetryDecision(
            boolean again, long delayNanos, long remainingNanos, long untilNanos, Tier tier, RetryReason reason) {
        this.again = again;
        this.delayNanos = delayNanos;
        this.remainingNanos = remainingNanos;
        this.untilNanos = untilNanos;
        this.tier = tier;
        this.reason = reason;
    }

    /**
     * Send it again after this delay; it may take so long from then on.
     *
     * @param untilNanos when it counts as over, whatever is heard of it
     */
    static RetryDecision again(Tier tier, RetryReason reason, long delayNanos, long remainingNanos, long untilNanos) {
        return new RetryDecision(true, delayNanos, remainingNanos, untilNanos, tier, reason);
    }

    /** Leave it. */
    public static RetryDecision no(Tier tier, RetryReason reason) {
        return new RetryDecision(false, 0, 0, 0, tier, reason);
    }

    /** Is it to be sent again, on a new connection? */
    public boolean again() {
        return again;
    }

    /** How long to wait before; 0 where it is not sent again. */
    public long delayNanos() {
        return delayNanos;
    }

    /** How long it may take after the delay, until its response's head is there; 0 where it is not sent again. */
    public long remainingNanos() {
        return remainingNanos;
    }

    /** When it counts as over, whatever is heard of it; as {@link System#nanoTime()}. */
    long untilNanos() {
        return untilNanos;
    }

    /** The proof there was that the failed send was not processed. */
    public Tier tier() {
        return tier;
    }

    public RetryReason reason() {
        return reason;
    }

    @Override
    public String toString() {
        return (again ? "again: " : "no: ") + tier + " " + reason.text();
    }
}
