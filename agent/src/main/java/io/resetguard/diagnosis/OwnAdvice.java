package io.resetguard.diagnosis;

import io.resetguard.exchange.Idempotence;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which of the agent's own options would have spared the application this end, where it is not on already. */
final class OwnAdvice {

    private static final List<String> SAFE = Arrays.asList("GET", "HEAD", "OPTIONS", "TRACE");

    private OwnAdvice() {}

    /** For a connection that should not have been used again; {@code null}: that is on. */
    static @Nullable String prevent(Facts facts, boolean peerSaysWhen) {
        if (facts.options().prevents) {
            return null;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(facts.reset.idleNanos);
        return peerSaysWhen || seconds < 2
                ? "resetguard: prevent=on does not use such a connection again, of this origin and by what it learns of it"
                : "resetguard: prevent=on with prevent.max-idle=" + (seconds - 1)
                        + "s (or 0s: never reuse) does not use such a connection again";
    }

    /** For an end that the application got; {@code null}: no retry would be right, or it is on. */
    static @Nullable String retry(Facts facts) {
        PeerReset reset = facts.reset;
        if (reset.outcome != Outcome.SURFACED || reset.truncated || reset.method == null) {
            return null;
        }
        Tier tier = Tier.of(reset);
        OwnOptions on = facts.options();
        if (tier == Tier.P0 || tier == Tier.P1) {
            return on.retriesProven
                    ? null
                    : "resetguard: retry=proven sends it again, for it was provably not processed; a body must be replayable";
        }
        boolean idempotent = Idempotence.RFC_9110.isIdempotent(reset.method);
        if (tier == Tier.S && idempotent) {
            return on.retriesIdempotent
                    ? null
                    : "resetguard: retry=idempotent sends a " + reset.method + " again after such an end";
        }
        boolean safe = SAFE.contains(reset.method);
        return tier == Tier.U && safe && !on.retriesFresh
                ? "resetguard: retry=idempotent with retry.fresh=true sends a " + reset.method
                        + " again after such an end"
                : null;
    }
}
