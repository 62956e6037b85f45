package io.resetguard;

import io.resetguard.exchange.ForwardingListener;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryReason;

/**
 * Stands before the conductor where {@code retry} is on but some hook does not fit this JDK: nothing is retried then, and
 * each reset that surfaces says why. Any thread.
 */
final class NotRetried extends ForwardingListener {

    private final ResetGuard guard;
    private final Retries retries;
    private volatile boolean on;

    NotRetried(ResetGuard guard, Retries retries) {
        super(guard);
        this.guard = guard;
        this.retries = retries;
    }

    /** From now on nothing is retried, and nothing counts for a budget. */
    void begin() {
        on = true;
    }

    @Override
    public void requestBegan(TrackedConnection connection, boolean tls, String host, int port, long nowNanos) {
        if (on) {
            guard.requestSeen(connection, tls, host, port, nowNanos);
        } else {
            super.requestBegan(connection, tls, host, port, nowNanos);
        }
    }

    @Override
    public void peerEnded(PeerReset reset) {
        super.peerEnded(reset);
        if (on && reset.outcome == Outcome.SURFACED) {
            retries.suppressed(reset, RetryDecision.no(Tier.of(reset), RetryReason.FACTS_MISSING));
        }
    }
}
