package io.resetguard.diagnosis;

/** Times and counts as sentences have them, without {@code String.format}, which loads much and asks for a locale. */
public final class Amounts {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private Amounts() {}

    /** {@code 31.2 s}, {@code 350 ms}, {@code 0.4 ms}; never rounded up. */
    public static String time(long nanos) {
        if (nanos >= SECOND) {
            return tenths(nanos, SECOND) + " s";
        }
        if (nanos >= 10 * MILLI) {
            return nanos / MILLI + " ms";
        }
        return tenths(Math.max(nanos, 0), MILLI) + " ms";
    }

    /** {@code 1 byte}, {@code 3 connections}. */
    public static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    private static String tenths(long nanos, long unit) {
        return nanos / unit + "." + nanos % unit * 10 / unit;
    }
}
