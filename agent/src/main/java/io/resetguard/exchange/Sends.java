package io.resetguard.exchange;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** How often a request went onto the wire, and what is known since it was more than once. Immutable. */
final class Sends {

    /** As nearly every request is sent: not an object for each. */
    static final Sends ONCE = new Sends(1, Resend.Tier.P0, null);

    final int count;

    /** The weakest proof among the failed sends before the present one; P0 where there was none. */
    final Resend.Tier weakestProof;

    /** The JDK's object for the call since the JDK sent it again under another; else {@code null}. */
    final @Nullable WeakReference<@Nullable Object> relayed;

    private Sends(int count, Resend.Tier weakestProof, @Nullable WeakReference<@Nullable Object> relayed) {
        this.count = count;
        this.weakestProof = weakestProof;
        this.relayed = relayed;
    }

    Sends oneLess() {
        return new Sends(Math.max(0, count - 1), weakestProof, relayed);
    }

    /** One more, after one that failed with this proof that it was not processed. */
    Sends oneMore(Resend.Tier failed) {
        return new Sends(count + 1, weakestProof.orWeaker(failed), relayed);
    }

    Sends relayedTo(@Nullable Object nextCall) {
        return new Sends(count, weakestProof, new WeakReference<>(nextCall));
    }

    /** What was before the same send counts for it too. */
    Sends after(Sends before) {
        return new Sends(before.count, before.weakestProof, relayed);
    }
}
