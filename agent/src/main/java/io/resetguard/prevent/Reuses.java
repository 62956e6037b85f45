package io.resetguard.prevent;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.TrackedConnection;

/**
 * Who decides for the trackers of the two clients whether a pooled connection is used again. A tracker without one does
 * nothing more than watch. Any thread; quick, does not block, and allocates nothing where the answer is yes.
 */
public interface Reuses {

    /** From this idle time on a connection is to be looked at before it is used again; before, that costs too much. */
    long LOOK_FROM_NANOS = 50_000_000L;

    /**
     * May a connection that was taken from the pool carry one more request (HTTP/2: one more stream)? To be asked at
     * each checkout. Takes note of what {@code liveness} shows. A no is for the caller to carry out, by closing the
     * connection (HTTP/2: by giving it no new streams), and to be told by {@link #prevented}.
     *
     * <p>Before: where {@code pooled.idleNanos(nowNanos)} is {@link #LOOK_FROM_NANOS} or more, what its last response
     * announced goes into {@link TrackedConnection#announced}, unless it is there.
     */
    ReuseDecision mayReuse(TrackedConnection pooled, Liveness liveness, long nowNanos);

    /** Is it a connection to one of {@code hosts}? One that is not is left to the JDK. */
    boolean isWatched(TrackedConnection pooled);

    /**
     * A request on a reused connection failed without a byte of a response: siblings that have been idle since before it
     * are not used again. To be called at once, before anything is sent again; more than once is once.
     */
    void stale(Exchange failed);

    /** It was not used again, and this is what the request got instead. */
    void prevented(Prevented what);
}
