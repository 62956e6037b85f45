package io.resetguard.origin;

/** The idle connections that a peer closed without harm to any request, by how long they had been idle. Immutable. */
public final class IdleCloses {

    /** None was seen. */
    public static final IdleCloses NONE = new IdleCloses(0, -1, -1, -1);

    private static final long SECOND = 1_000_000_000L;

    public final int count;
    /** Nanoseconds; -1 without any. */
    public final long shortestNanos;

    public final long longestNanos;
    public final long lastNanos;

    private IdleCloses(int count, long shortestNanos, long longestNanos, long lastNanos) {
        this.count = count;
        this.shortestNanos = shortestNanos;
        this.longestNanos = longestNanos;
        this.lastNanos = lastNanos;
    }

    IdleCloses with(long idleNanos) {
        if (idleNanos < 0) {
            return this;
        }
        long shortest = count == 0 ? idleNanos : Math.min(shortestNanos, idleNanos);
        int more = count == Integer.MAX_VALUE ? count : count + 1;
        return new IdleCloses(more, shortest, Math.max(longestNanos, idleNanos), idleNanos);
    }

    /** Two or more, all at about the same idle age: that age is a timeout of the peer, not a restart. */
    public boolean showTimeout() {
        return count >= 2 && longestNanos - shortestNanos <= Math.min(SECOND, longestNanos / 4);
    }
}
