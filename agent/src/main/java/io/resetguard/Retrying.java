package io.resetguard;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.config.Options;
import io.resetguard.exchange.Causes;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import io.resetguard.origin.UnreachableAddresses;
import io.resetguard.retry.Retried;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryCandidate;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryLimits;
import io.resetguard.retry.RetryPolicy;
import io.resetguard.retry.RetryReason;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The conductor's part where {@code retry} is on: the policy decides, and what came of it is told. */
final class Retrying implements Retries {

    private final ResetGuard guard;
    private final RetryLimits limits;
    private final RetryPolicy policy;
    private final UnreachableAddresses unreachable = new UnreachableAddresses();

    Retrying(ResetGuard guard, Options options, Origins origins) {
        this.guard = guard;
        this.limits = new RetryLimits(options.retryBudgetShare(), origins);
        this.policy = new RetryPolicy(options, limits, ResetGuard.NANO_CLOCK, new Chance());
    }

    /** On the healthy path. */
    void requestBegan(OriginProfile origin, long nowNanos) {
        limits.requestBegan(origin, nowNanos);
    }

    @Override
    public boolean isWatched(@Nullable String url) {
        return guard.isWatched(url);
    }

    @Override
    public InetSocketAddress reachable(InetSocketAddress resolved) {
        return unreachable.instead(resolved, System.nanoTime());
    }

    @Override
    public boolean unreachable(TrackedConnection failed, Throwable error) {
        String host = failed.dialledHost();
        return host != null
                && !failed.wasOpen()
                && Causes.isUnreachable(error)
                && guard.isWatchedHost(host)
                && unreachable.failed(host, failed.dialledPort(), failed.seenSinceNanos, System.nanoTime());
    }

    @Override
    public RetryDecision decide(RetryCandidate candidate) {
        AgentLog.faultPoint("retry");
        if (!guard.isWatched(candidate.reset.url)) {
            return RetryDecision.no(Tier.of(candidate.reset), RetryReason.NOT_WATCHED);
        }
        return policy.decide(candidate);
    }

    /** In whatever way the request went on. */
    void peerEnded(PeerReset reset, long nowNanos) {
        limits.peerEnded(reset, nowNanos);
    }

    @Override
    public void withdrawn(PeerReset reset, RetryDecision decision) {
        limits.withdrawn(reset, decision, System.nanoTime());
    }

    @Override
    public void retried(Retried what) {
        limits.ended(what, System.nanoTime());
        guard.retried(what);
    }

    @Override
    public void suppressed(PeerReset reset, RetryDecision why) {
        // Without a reset there is nothing to be explained: it surfaces as the refused connection that it is.
        if (why.reason() != RetryReason.NOT_WATCHED && !reset.unconnected && guard.isWatched(reset.url)) {
            guard.retrySuppressed(reset, why);
        }
    }

    private static final class Chance implements DoubleSupplier {
        @Override
        public double getAsDouble() {
            return ThreadLocalRandom.current().nextDouble();
        }
    }
}
