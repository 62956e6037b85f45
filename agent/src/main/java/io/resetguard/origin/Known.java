package io.resetguard.origin;

/** What is known around one end of a connection: of its origin from other connections, of its address. Immutable. */
public final class Known {

    /** Without the connection that ended now. */
    public final ReuseIdle reuseIdle;

    /** {@code Keep-Alive: timeout} as last announced by the origin; -1: none. */
    public final long announcedTimeoutSeconds;

    /** After how long the origin ends idle connections; the one that ended now may be part of it. */
    public final LearnedLimit idleLimit;

    /** Of the remote address. */
    public final IdleCloses idleCloses;

    /** Connections to the remote address that ended just now, this one included. */
    public final EndedTogether endedTogether;

    Known(
            ReuseIdle reuseIdle,
            long announcedTimeoutSeconds,
            LearnedLimit idleLimit,
            IdleCloses idleCloses,
            EndedTogether endedTogether) {
        this.reuseIdle = reuseIdle;
        this.announcedTimeoutSeconds = announcedTimeoutSeconds;
        this.idleLimit = idleLimit;
        this.idleCloses = idleCloses;
        this.endedTogether = endedTogether;
    }
}
