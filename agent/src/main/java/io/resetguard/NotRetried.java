package io.resetguard;

import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryReason;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the conductor where {@code retry} is on but some hook does not fit this JDK: nothing is retried then, and
 * each reset that surfaces says why. Any thread.
 */
final class NotRetried implements ExchangeListener {

    private final ExchangeListener told;
    private final Retries retries;
    private volatile boolean on;

    NotRetried(ExchangeListener told, Retries retries) {
        this.told = told;
        this.retries = retries;
    }

    /** From now on nothing is retried. */
    void begin() {
        on = true;
    }

    @Override
    public void peerEnded(PeerReset reset) {
        told.peerEnded(reset);
        if (on && reset.outcome == Outcome.SURFACED) {
            retries.suppressed(reset, RetryDecision.no(Tier.of(reset), RetryReason.FACTS_MISSING));
        }
    }

    @Override
    public void jdkResent(Resend resend) {
        told.jdkResent(resend);
    }

    @Override
    public void closedWhileIdle(@Nullable String remote, long idleNanos) {
        told.closedWhileIdle(remote, idleNanos);
    }

    @Override
    public void connected(@Nullable String remote) {
        told.connected(remote);
    }
}
