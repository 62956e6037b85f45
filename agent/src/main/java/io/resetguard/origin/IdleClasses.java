package io.resetguard.origin;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Idle times in classes. Their bounds are the time-outs that servers, load balancers and firewalls come with, so that a
 * limit stands between two of them.
 */
public final class IdleClasses {

    private static final long[] BOUNDS_MILLIS = {
        100, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 15_000, 20_000, 30_000,
        45_000, 60_000, 75_000, 90_000, 120_000, 180_000, 240_000, 300_000, 350_000, 400_000, 600_000, 900_000,
        1_800_000, 3_600_000
    };

    /** How many there are; the last one has no bound. */
    static final int COUNT = BOUNDS_MILLIS.length + 1;

    private IdleClasses() {}

    /** The class of an idle time: the first whose bound is not below it. */
    static int of(long idleNanos) {
        long millis = (idleNanos + 999_999) / TimeUnit.MILLISECONDS.toNanos(1);
        int found = Arrays.binarySearch(BOUNDS_MILLIS, millis);
        return found >= 0 ? found : -found - 1;
    }

    /** Its bound in milliseconds, which belongs to it, or {@code more}. */
    static String name(int idleClass) {
        return idleClass == BOUNDS_MILLIS.length ? "more" : Long.toString(BOUNDS_MILLIS[idleClass]);
    }
}
