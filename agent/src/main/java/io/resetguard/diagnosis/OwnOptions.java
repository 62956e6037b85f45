package io.resetguard.diagnosis;

/** Which of the agent's own guards are on, as far as advice goes by them. Immutable. */
public final class OwnOptions {

    /** It only watches. */
    public static final OwnOptions NONE = new OwnOptions(false, false, false, false);

    final boolean prevents;
    final boolean retriesProven;
    final boolean retriesIdempotent;
    final boolean retriesFresh;

    public OwnOptions(boolean prevents, boolean retriesProven, boolean retriesIdempotent, boolean retriesFresh) {
        this.prevents = prevents;
        this.retriesProven = retriesProven;
        this.retriesIdempotent = retriesIdempotent;
        this.retriesFresh = retriesFresh;
    }
}
