package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;

/** What a request that the agent sent again came to. Immutable. Of a closed course: told once, when that is known. */
public final class Retried {

    /** The end of the send before it. */
    public final PeerReset after;

    /** Why it was sent again. */
    public final RetryDecision decision;

    /** The connection it was sent on; 0 where none could be opened. */
    public final long newConnectionId;

    /** How often the request went onto the wire now, this send and the JDK's own included. */
    public final int sends;

    /** The response's status; -1: it failed again. */
    public final int status;

    /** From the failure to the response's head; -1: it failed again. */
    public final long recoveredNanos;

    public Retried(
            PeerReset after, RetryDecision decision, long newConnectionId, int sends, int status, long recoveredNanos) {
        this.after = after;
        this.decision = decision;
        this.newConnectionId = newConnectionId;
        this.sends = sends;
        this.status = status;
        this.recoveredNanos = recoveredNanos;
    }
}
