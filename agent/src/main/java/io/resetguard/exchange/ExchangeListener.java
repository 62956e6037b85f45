package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Who is told what the trackers of the two clients find out. Called on the thread that noticed it, the application's as
 * a rule: must be quick, must not block, may throw nothing that matters.
 */
public interface ExchangeListener {

    /** The peer ended a connection (or a stream) under an exchange, or cut a response body. */
    void peerEnded(PeerReset reset);

    /** The JDK sent a request again by itself. */
    void jdkResent(Resend resend);

    /** The peer closed an idle connection in the pool, or it was found closed; not an event. */
    void closedWhileIdle(@Nullable String remote, long idleNanos);

    /** A connection was opened to this address. */
    void connected(@Nullable String remote);
}
