package io.resetguard;

import io.resetguard.config.Options;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.AddressProfile;
import io.resetguard.prevent.Liveness;
import io.resetguard.prevent.PreventReason;
import io.resetguard.prevent.Prevented;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.prevent.ReusePolicy;
import io.resetguard.prevent.Reuses;

/** The conductor's part where {@code prevent} is on: what a look shows is learned, the policy decides, noes are told. */
final class Preventing implements Reuses {

    /**
     * Connections that come back to the pool together, on several threads, do not come in the order in which the clock was
     * read for them.
     */
    private static final long PUT_BACK_TOGETHER_NANOS = 10_000_000L;

    private final ResetGuard guard;
    private final ReusePolicy policy;
    private final int mostTold;

    Preventing(ResetGuard guard, Options options) {
        this.guard = guard;
        this.policy = new ReusePolicy(options);
        this.mostTold = options.logRate();
    }

    @Override
    public ReuseDecision mayReuse(TrackedConnection pooled, Liveness liveness, long nowNanos) {
        AddressProfile known = AddressProfile.of(pooled);
        // Whose connection it is was never seen, or hosts leaves it alone.
        if (known == null || !known.origin().isWatched()) {
            return ReuseDecision.REUSE;
        }
        if (liveness == Liveness.CLOSED) {
            guard.closedWhileIdle(pooled, 0, pooled.idleNanos(nowNanos), nowNanos);
        } else if (liveness == Liveness.ALIVE) {
            pooled.foundAlive();
            known.foundAlive(pooled.idleNanos(nowNanos), nowNanos);
        }
        return policy.decide(pooled, known, liveness, nowNanos);
    }

    @Override
    public boolean isWatched(TrackedConnection pooled) {
        AddressProfile known = AddressProfile.of(pooled);
        return known != null && known.origin().isWatched();
    }

    @Override
    public void stale(Exchange failed) {
        AddressProfile known = AddressProfile.of(failed.connection());
        if (known != null && failed.requestNumber() > 1 && failed.idleNanos() >= 0) {
            known.stale(failed.startNanos - Math.max(0, failed.idleNanos() - PUT_BACK_TOGETHER_NANOS));
        }
    }

    @Override
    public void prevented(Prevented what) {
        PreventReason reason = what.why.reason();
        AddressProfile known = AddressProfile.of(what.connection);
        if (reason == null || known == null) {
            return;
        }
        guard.countPrevented(known.origin(), reason);
        int untold = known.origin().takeTelling(mostTold, System.nanoTime());
        if (untold >= 0) {
            guard.prevented(what, untold);
        }
    }
}
