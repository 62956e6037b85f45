package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
import org.jspecify.annotations.Nullable;

/**
 * Who decides for the trackers of the two clients, and hears what came of it. A tracker without one does nothing more
 * than watch. Any thread; must be quick and must not block.
 */
public interface Retries {

    /**
     * A request is about to be sent for the first time: what the budget is a share of. On the healthy path.
     *
     * @param last what this gave back for the request before on the same connection, which spares a look-up
     * @param host as it stands in the URL
     * @param port as it stands in the URL; -1: the scheme's
     * @return to be kept with the connection
     */
    OriginBudget requestBegan(@Nullable Object last, boolean tls, String host, int port, long nowNanos);

    /** May anything at all be done about requests to this URL: is it among {@code hosts}? */
    boolean isWatched(@Nullable String url);

    /** Is it to be sent again? To be asked once a failed send, for a yes takes from the budget. */
    RetryDecision decide(RetryCandidate candidate);

    /** It was sent again, and this came of it. */
    void retried(Retried what);

    /** A reset surfaces that could have been hidden, and this is why it is not. */
    void suppressed(PeerReset reset, RetryDecision why);
}
