package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections to whatever origin that turned out to be gone, by RST and without notice, when they were used again:
 * where that happens to several origins at about the same idle time, it is nothing of theirs. Any thread.
 */
final class StaleElsewhere {

    private static final int KEPT = 16;
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final int[] origins = new int[KEPT];
    private final int[] addresses = new int[KEPT];
    private final long[] idleNanos = new long[KEPT];
    private final long[] atNanos = new long[KEPT];
    private int size;
    private int next;

    synchronized void add(String origin, PeerReset reset, long nowNanos) {
        if (origin.isEmpty() || !reset.foundGone()) {
            return;
        }
        origins[next] = origin.hashCode();
        addresses[next] = AddressProfile.key(reset.remote);
        idleNanos[next] = reset.idleNanos;
        atNanos[next] = nowNanos;
        next = (next + 1) % KEPT;
        size = Math.min(size + 1, KEPT);
    }

    /** How many other origins, at other addresses, it happened to after half to twice the idle time. */
    synchronized int others(@Nullable String origin, PeerReset reset, long nowNanos) {
        if (origin == null || !reset.foundGone()) {
            return 0;
        }
        int others = 0;
        for (int i = 0; i < size; i++) {
            boolean another = origins[i] != origin.hashCode() && addresses[i] != AddressProfile.key(reset.remote);
            boolean alike = idleNanos[i] <= 2 * reset.idleNanos && reset.idleNanos <= 2 * idleNanos[i];
            if (another && alike && nowNanos - atNanos[i] <= FORGOTTEN_NANOS && isFirst(i)) {
                others++;
            }
        }
        return others;
    }

    private boolean isFirst(int index) {
        for (int i = 0; i < index; i++) {
            if (origins[i] == origins[index]) {
                return false;
            }
        }
        return true;
    }
}
