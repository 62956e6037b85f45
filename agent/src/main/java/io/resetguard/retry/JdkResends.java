package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;

/**
 * Who says, where {@code jdk-resend=block}, whether the JDK may send a request again by itself. A tracker without one
 * leaves the JDK as it is. Any thread; must not block.
 */
public interface JdkResends {

    /**
     * May it go onto the wire once more? Where it is idempotent, has a key, or provably was not processed.
     *
     * @param failed the end of the last send
     * @param earlier the weakest proof among the sends before that one
     */
    boolean mayBeSent(PeerReset failed, Tier earlier, boolean keyed);

    /** The JDK was kept from it, and the failure surfaces. */
    void blocked(PeerReset failed);
}
