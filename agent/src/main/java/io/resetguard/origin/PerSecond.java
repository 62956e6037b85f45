package io.resetguard.origin;

import java.util.concurrent.TimeUnit;

/** So many a second, and the count of those above it. One thread at a time. */
final class PerSecond {
    private long sinceNanos;
    private int taken;
    private int refused;

    /** May one more? Then how many were refused since the last; -1: it may not. */
    int take(int most, long nowNanos) {
        if (taken == 0 || nowNanos - sinceNanos >= TimeUnit.SECONDS.toNanos(1)) {
            taken = 0;
            sinceNanos = nowNanos;
        }
        if (taken >= most) {
            refused++;
            return -1;
        }
        taken++;
        int before = refused;
        refused = 0;
        return before;
    }
}
