package io.resetguard.origin;

/** Times in milliseconds: an {@code int} holds 24 days of them. */
final class TimeValue {

    /** Nanoseconds. */
    static final long UNIT = 1_000_000;

    private TimeValue() {}

    /** Rounded down; the longest there is, where it is longer. */
    static int of(long nanos) {
        return (int) Math.min(nanos / UNIT, Integer.MAX_VALUE);
    }
}
