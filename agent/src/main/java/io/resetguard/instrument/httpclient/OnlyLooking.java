package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientRetryListener;
import io.resetguard.exchange.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a retry would be decided: where retry is off, or the JDK lacks what one needs. The JDK's own values stand,
 * but for what {@code jdk-resend=block} ends.
 */
final class OnlyLooking extends HttpClientRetryListener {

    private final FailedAttempts attempts;
    private final @Nullable BlockedAttempts blocked;

    OnlyLooking(FailedAttempts attempts, @Nullable BlockedAttempts blocked) {
        this.attempts = attempts;
        this.blocked = blocked;
    }

    @Override
    protected @Nullable Object attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        FailedAttempt attempt = attempts.failed(multiExchange, error);
        boolean again = RetryBranch.isTaken(verdict);
        if (attempt == null) {
            return verdict;
        }
        if (again && blocked != null && blocked.ends(attempt)) {
            return RetryBranch.ending(verdict, multiExchange, error);
        }
        attempts.tell(attempt, again ? Outcome.JDK_RESENT : Outcome.SURFACED, null, null);
        return verdict;
    }

    @Override
    protected Object pool(Object pool, Object address, Object request) {
        return pool;
    }

    @Override
    protected Object timeout(Object duration, Object multiExchange) {
        return duration;
    }

    @Override
    protected void responded(Object multiExchange, Object response) {}
}
