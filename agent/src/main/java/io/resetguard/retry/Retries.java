package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
import org.jspecify.annotations.Nullable;

/**
 * Who decides for the trackers of the two clients, and hears what came of it. A tracker without one does nothing more
 * than watch. Any thread; must be quick and must not block.
 */
public interface Retries {

    /** May anything at all be done about requests to this URL: is it among {@code hosts}? */
    boolean isWatched(@Nullable String url);

    /** Is it to be sent again? To be asked once a failed send, for a yes takes from the limits of its origin; what comes of it is to be told. */
    RetryDecision decide(RetryCandidate candidate);

    /** It was not sent again, though the decision after this reset was to do so. */
    void withdrawn(PeerReset reset, RetryDecision decision);

    /** It was sent again, and this came of it. */
    void retried(Retried what);

    /** A reset surfaces that could have been hidden, and this is why it is not. */
    void suppressed(PeerReset reset, RetryDecision why);
}
