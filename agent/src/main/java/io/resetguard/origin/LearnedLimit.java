package io.resetguard.origin;

/** A limit of a peer's that was concluded from what it did: an idle time, an age, a number of requests. Immutable. */
public final class LearnedLimit {

    /** Too little is known, or what is known does not agree. */
    public static final LearnedLimit UNKNOWN = new LearnedLimit(-1, 0, 0, 0);

    /** Nanoseconds, or requests; -1 where it is not known. */
    public final long value;

    /** How many events of the peer's agree on it: each of another connection, at another time. */
    public final int samples;

    /** How many are remembered, those that do not agree included. */
    private final int remembered;

    private final int newestMinutes;

    LearnedLimit(long value, int samples, int remembered, int newestMinutes) {
        this.value = value;
        this.samples = samples;
        this.remembered = remembered;
        this.newestMinutes = newestMinutes;
    }

    public boolean isKnown() {
        return value >= 0;
    }

    /** From 0 to 1: the share of what is remembered that agrees; as if one more did not, for few are less sure. */
    public double confidence() {
        return samples / (remembered + 1.0);
    }

    /** Itself while it is known and not outdated. */
    LearnedLimit at(long nowNanos) {
        return isKnown() && LimitEvidence.minutes(nowNanos) - newestMinutes > LimitEvidence.FORGOTTEN_MINUTES
                ? UNKNOWN
                : this;
    }
}
