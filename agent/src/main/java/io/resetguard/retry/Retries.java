package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.TrackedConnection;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who decides for the trackers of the two clients, and hears what came of it. A tracker without one does nothing more
 * than watch. Any thread; must be quick and must not block.
 */
public interface Retries {

    /** May anything at all be done about requests to this URL: is it among {@code hosts}? */
    boolean isWatched(@Nullable String url);

    /**
     * Where to connect to instead of this address: the next one of the same host, where this one could lately not be
     * connected to; else itself.
     */
    InetSocketAddress reachable(InetSocketAddress resolved);

    /**
     * Opening this connection failed. Where that was for lack of an answer, its address is not dialled again for a while;
     * looks the host up then, which the JDK has done just before.
     *
     * @return whether the host has an address that has not failed lately
     */
    boolean unreachable(TrackedConnection failed, Throwable error);

    /**
     * Is it to be sent again? To be asked once a failed send, for a yes takes from the limits of its origin; what comes of
     * it is to be told.
     */
    RetryDecision decide(RetryCandidate candidate);

    /** It was not sent again, though the decision after this reset was to do so. */
    void withdrawn(PeerReset reset, RetryDecision decision);

    /** It was sent again, and this came of it. */
    void retried(Retried what);

    /** A reset surfaces that could have been hidden, and this is why it is not. */
    void suppressed(PeerReset reset, RetryDecision why);
}
