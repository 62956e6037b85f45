package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
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
     * A connection to this host could not be opened. Looks the host up, which the JDK has done just before.
     *
     * @param beganNanos when it was begun, as {@link System#nanoTime()}
     * @return whether the host has an address that has not failed lately
     */
    boolean unreachable(String host, int port, long beganNanos);

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
