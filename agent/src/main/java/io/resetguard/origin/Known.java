package io.resetguard.origin;

/** What is known around one end of a connection: of its origin from other connections, of its address. Immutable. */
public final class Known {

    /** Without the connection that ended now. */
    public final ReuseIdle reuseIdle;

    /** {@code Keep-Alive: timeout} as last announced by the origin; -1: none. */
    public final long announcedTimeoutSeconds;

    /** Of the remote address. */
    public final IdleCloses idleCloses;

    /** Connections to the remote address that ended just now, this one included. */
    public final EndedTogether endedTogether;

    Known(ReuseIdle reuseIdle, long announcedTimeoutSeconds, IdleCloses idleCloses, EndedTogether endedTogether) {
        this.reuseIdle = reuseIdle;
        this.announcedTimeoutSeconds = announcedTimeoutSeconds;
        this.idleCloses = idleCloses;
        this.endedTogether = endedTogether;
    }
}
