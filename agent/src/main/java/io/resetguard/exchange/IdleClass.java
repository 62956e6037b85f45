package io.resetguard.exchange;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Idle times in classes, by number from 0. Their bounds are the time-outs that servers, load balancers and firewalls come
 * with, so that a limit stands between two of them.
 */
public final class IdleClass {

    private static final long[] BOUNDS_MILLIS = {
        100, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 15_000, 20_000, 30_000,
        45_000, 60_000, 75_000, 90_000, 120_000, 180_000, 240_000, 300_000, 350_000, 400_000, 600_000, 900_000,
        1_800_000, 3_600_000
    };

    /** The class without a bound. */
    public static final int LAST = BOUNDS_MILLIS.length;

    /** How many there are. */
    public static final int COUNT = LAST + 1;

    private IdleClass() {}

    /** The class of an idle time: the first whose bound is not below it. */
    public static int ofNanos(long idleNanos) {
        return ofMillis((idleNanos + 999_999) / TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** As {@link #ofNanos}. */
    public static int ofMillis(long idleMillis) {
        int found = Arrays.binarySearch(BOUNDS_MILLIS, idleMillis);
        return found >= 0 ? found : -found - 1;
    }

    /** Its bound in milliseconds, which belongs to it; of any but {@link #LAST}. */
    public static long boundMillis(int idleClass) {
        return BOUNDS_MILLIS[idleClass];
    }

    /** Its bound, as counts of events name it, or {@code more}. */
    public static String name(int idleClass) {
        return idleClass == LAST ? "more" : Long.toString(boundMillis(idleClass));
    }
}
