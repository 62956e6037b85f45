package io.resetguard.origin;

/** Connections to one remote address that the peer ended within one second. Immutable. */
public final class EndedTogether {

    /** How near in time ends count as one event of the peer's. */
    public static final long WINDOW_NANOS = 1_000_000_000L;

    /** No end was seen. */
    public static final EndedTogether NONE = new EndedTogether(0, 0, 0, 0, 0, -1, -1, 0, 0);

    /** How many connections; at most 16. */
    public final int connections;
    /** Of these, how many were idle in the pool. */
    public final int idle;
    /** Of these, how many had served a request before. */
    public final int reused;
    /** Of these, how many were in the middle of a response. */
    public final int answering;

    /** Of these, how many waited for an answer: by FIN, or some time after the request. */
    public final int waiting;

    /** Idle times before their last use or end; 0 for a fresh connection; -1 where one is not known. */
    public final long shortestIdleNanos;

    public final long longestIdleNanos;

    /** From the first to the last. */
    public final long spanNanos;
    /** Connections opened to the address since the latest end before this one. */
    public final int openedSince;

    EndedTogether(
            int connections,
            int idle,
            int reused,
            int answering,
            int waiting,
            long shortestIdleNanos,
            long longestIdleNanos,
            long spanNanos,
            int openedSince) {
        this.connections = connections;
        this.idle = idle;
        this.reused = reused;
        this.answering = answering;
        this.waiting = waiting;
        this.shortestIdleNanos = shortestIdleNanos;
        this.longestIdleNanos = longestIdleNanos;
        this.spanNanos = spanNanos;
        this.openedSince = openedSince;
    }

    /** Had all of them been idle for long, and alike: connections of one vintage reach a timeout together. */
    public boolean agedAlike() {
        return answering == 0
                && shortestIdleNanos >= ReuseIdle.TELLING_NANOS
                && longestIdleNanos - shortestIdleNanos <= Math.min(WINDOW_NANOS, longestIdleNanos / 4);
    }
}
