package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Outcome;
import io.resetguard.instrument.JdkObject;
import io.resetguard.retry.JdkResends;

/**
 * Keeps the JDK from sending again what must not be sent twice, as it does with
 * {@code jdk.httpclient.enableAllMethodRetry}. Exists only where {@code jdk-resend=block}.
 */
final class BlockedAttempts {

    private final JdkResends resends;
    private final FailedAttempts attempts;
    private final HttpClientFacts facts;

    BlockedAttempts(JdkResends resends, FailedAttempts attempts, HttpClientFacts facts) {
        this.resends = resends;
        this.attempts = attempts;
        this.facts = facts;
    }

    /** The JDK has said that it sends again: is it not to? Then that is told as surfaced. */
    boolean ends(FailedAttempt attempt) {
        Object request = facts.requestOf(JdkObject.field(attempt.multiExchange, "exchange"));
        if (resends.mayBeSent(attempt.own, attempt.earlier, facts.isKeyed(request))) {
            return false;
        }
        attempts.tell(attempt, Outcome.SURFACED, null, new Blocked(resends, attempt));
        return true;
    }

    private static final class Blocked implements Runnable {
        private final JdkResends resends;
        private final FailedAttempt attempt;

        Blocked(JdkResends resends, FailedAttempt attempt) {
            this.resends = resends;
            this.attempt = attempt;
        }

        @Override
        public void run() {
            resends.blocked(attempt.own);
        }
    }
}
