package io.resetguard;

import io.resetguard.config.Options;
import io.resetguard.exchange.Idempotence;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.retry.JdkResends;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryReason;

/** The conductor's part where {@code jdk-resend=block}: what may happen twice goes on, the rest ends and is told. */
final class Blocking implements JdkResends {

    private final ResetGuard guard;
    private final Idempotence methods;

    Blocking(ResetGuard guard, Options options) {
        this.guard = guard;
        this.methods = new Idempotence(options.retryMethods());
    }

    @Override
    public boolean mayBeSent(PeerReset failed, Tier earlier, boolean keyed) {
        Tier weakest = Tier.of(failed).orWeaker(earlier);
        boolean proven = weakest == Tier.P0 || weakest == Tier.P1;
        return proven || keyed || methods.isIdempotent(failed.method) || !guard.isWatched(failed.url);
    }

    @Override
    public void blocked(PeerReset failed) {
        guard.retrySuppressed(failed, RetryDecision.no(Tier.of(failed), RetryReason.JDK_RESEND_BLOCKED));
    }
}
