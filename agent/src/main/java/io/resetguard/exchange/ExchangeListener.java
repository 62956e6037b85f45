package io.resetguard.exchange;

/**
 * Who is told what the trackers of the two clients find out. Called on the thread that noticed it, the application's as
 * a rule: must be quick, must not block, may throw nothing that matters.
 */
public interface ExchangeListener {

    /** The peer ended a connection (or a stream) under an exchange, or cut a response body. */
    void peerEnded(PeerReset reset);

    /** The JDK sent a request again by itself. */
    void jdkResent(Resend resend);

    /**
     * A request is about to be sent for the first time. On the healthy path.
     *
     * @param host as it stands in the URL
     * @param port as it stands in the URL; -1: the scheme's
     */
    void requestBegan(TrackedConnection connection, boolean tls, String host, int port, long nowNanos);

    /** A request is about to be sent again, on a connection that is new: it goes to the same origin. */
    void sentAgain(TrackedConnection before, TrackedConnection next, long nowNanos);

    /**
     * The head of a final response came. On the healthy path, so only to be called where {@link Exchange#isTelling()}.
     */
    void answered(Exchange exchange, long nowNanos);

    /**
     * The peer closed an idle connection in the pool, or it was found closed; not an event.
     *
     * @param aliveNanos the idle time at which it was last known to be open: {@code idleNanos} where the end was seen as
     *     it came, 0 where nobody looked
     * @param idleNanos the idle time at which the end was seen
     */
    void closedWhileIdle(TrackedConnection connection, long aliveNanos, long idleNanos);

    /** No answer came until the application's own time was up: no end of the peer's, and not an event. */
    void timedOut(Exchange exchange);

    /** A connection was opened. */
    void connected(TrackedConnection connection);

    /** A connection could not be opened, for nobody listens there; not an event. */
    void refused(TrackedConnection connection);
}
