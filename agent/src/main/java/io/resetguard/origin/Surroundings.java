package io.resetguard.origin;

import java.util.concurrent.TimeUnit;

/** What is seen around an end beyond its own origin and address. Immutable. */
public final class Surroundings {

    /** Nothing is seen. */
    public static final Surroundings NONE = new Surroundings(0, false, false);

    /** So long ago is just now for another address of the same origin. */
    static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Other origins, at other addresses, whose idle connections turned out to be gone after about the same idle time. */
    public final int staleElsewhere;

    /** Does the same host and port answer to {@code http} where this was {@code https}, or the other way round? */
    public final boolean otherSchemeAnswers;

    /** Has another address of the same origin answered in the last five seconds? */
    public final boolean anotherAddressAnswers;

    Surroundings(int staleElsewhere, boolean otherSchemeAnswers, boolean anotherAddressAnswers) {
        this.staleElsewhere = staleElsewhere;
        this.otherSchemeAnswers = otherSchemeAnswers;
        this.anotherAddressAnswers = anotherAddressAnswers;
    }
}
