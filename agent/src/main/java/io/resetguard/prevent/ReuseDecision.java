package io.resetguard.prevent;

import org.jspecify.annotations.Nullable;

/** Whether a pooled connection is used again; if not, why, with the numbers. Immutable. */
public final class ReuseDecision {

    /** Use it. */
    public static final ReuseDecision REUSE = new ReuseDecision(null, -1, 0, 0, 0, 0, 0);

    private final @Nullable PreventReason reason;
    private final long limit;
    private final long marginNanos;
    private final int samples;
    private final long idleNanos;
    private final long ageNanos;
    private final int requests;

    private ReuseDecision(
            @Nullable PreventReason reason,
            long limit,
            long marginNanos,
            int samples,
            long idleNanos,
            long ageNanos,
            int requests) {
        this.reason = reason;
        this.limit = limit;
        this.marginNanos = marginNanos;
        this.samples = samples;
        this.idleNanos = idleNanos;
        this.ageNanos = ageNanos;
        this.requests = requests;
    }

    /**
     * Close it, and try another.
     *
     * @param limit see {@link #limit()}
     * @param samples see {@link #samples()}
     */
    static ReuseDecision no(
            PreventReason reason,
            long limit,
            long marginNanos,
            int samples,
            long idleNanos,
            long ageNanos,
            int requests) {
        return new ReuseDecision(reason, limit, marginNanos, samples, idleNanos, ageNanos, requests);
    }

    /** Is it to be used again? */
    public boolean reuse() {
        return reason == null;
    }

    /** Why not; {@code null} where it is used again. */
    public @Nullable PreventReason reason() {
        return reason;
    }

    /** What was exceeded, or nearly: nanoseconds, or a count for the reasons about requests; -1: there is none. */
    public long limit() {
        return limit;
    }

    /** How far below the limit of a time was stopped. */
    public long marginNanos() {
        return marginNanos;
    }

    /** How many events a learned limit rests on; 0 for others. */
    public int samples() {
        return samples;
    }

    /** How long it had been idle; -1: not known. */
    public long idleNanos() {
        return idleNanos;
    }

    /** Since it was opened; -1: not known. */
    public long ageNanos() {
        return ageNanos;
    }

    /** Requests it has served. */
    public int requests() {
        return requests;
    }
}
