package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientRetryListener;
import java.net.InetSocketAddress;
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
        FailedAttempt attempt = attempts.failed(multiExchange, error, verdict);
        if (attempt == null) {
            return verdict;
        }
        if (RetryBranch.isTaken(verdict) && blocked != null && blocked.ends(attempt)) {
            return RetryBranch.ending(verdict, multiExchange, error);
        }
        attempts.tellAsDecided(attempt, verdict);
        return verdict;
    }

    @Override
    protected InetSocketAddress reachable(InetSocketAddress resolved) {
        return resolved;
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
