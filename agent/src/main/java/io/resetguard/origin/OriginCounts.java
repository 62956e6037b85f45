package io.resetguard.origin;

import io.resetguard.exchange.IdleClass;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much an origin was used, and how reuse went by idle time: what a picture of it is made of, not what decides. Any
 * thread, without a lock; 0.7 KB.
 */
public final class OriginCounts {

    private static final int REQUESTS = 0;
    private static final int CONNECTIONS = 1;
    private static final int TIMEOUTS = 2;
    private static final int WORKED = 3;
    private static final int FAILED = WORKED + IdleClass.COUNT;

    private final AtomicLongArray counts = new AtomicLongArray(FAILED + IdleClass.COUNT);

    /** The shortest idle time before a {@link #timedOut}. */
    private final AtomicLong timeoutsFromNanos = new AtomicLong(Long.MAX_VALUE);

    private long told;

    OriginCounts() {}

    void requestBegan(boolean onNewConnection) {
        counts.incrementAndGet(REQUESTS);
        if (onNewConnection) {
            counts.incrementAndGet(CONNECTIONS);
        }
    }

    /**
     * An answer came on a connection that had been used before, and idle for so long since (-1: not known). Only to be
     * told of idle times that count; the rest of what was reused had not been idle to speak of.
     */
    void reuseWorked(long idleNanos) {
        if (idleNanos >= ReuseIdle.TELLING_NANOS) {
            counts.incrementAndGet(WORKED + IdleClass.ofNanos(idleNanos));
        }
    }

    /** Such a connection ended without a byte of an answer. */
    void reuseFailed(long idleNanos) {
        counts.incrementAndGet(FAILED + IdleClass.ofNanos(idleNanos));
    }

    /** On such a connection no answer came until the application's time was up, and no end either. */
    void timedOut(long idleNanos) {
        counts.incrementAndGet(TIMEOUTS);
        timeoutsFromNanos.accumulateAndGet(idleNanos, Math::min);
    }

    /** Requests that were begun on the wire, those that were sent again included. */
    public long requests() {
        return counts.get(REQUESTS);
    }

    /** How often no answer came on a connection that had been idle, and no end of it: what a silent drop looks like. */
    public long timeoutsAfterIdle() {
        return counts.get(TIMEOUTS);
    }

    /** The shortest idle time before one of {@link #timeoutsAfterIdle}; meaningless without any. */
    public long timeoutsFromNanos() {
        return timeoutsFromNanos.get();
    }

    /** Has anything been counted since this was asked last? To be asked by one thread. */
    public boolean takeChanged() {
        long now = counts.get(REQUESTS) + counts.get(TIMEOUTS);
        boolean changed = now != told;
        told = now;
        return changed;
    }

    /** Adds what is not zero, by name. */
    public void addTo(Map<String, Long> all) {
        add(all, "requests", REQUESTS);
        add(all, "connections", CONNECTIONS);
        add(all, "reused_timeouts", TIMEOUTS);
        long reused = counts.get(REQUESTS) - counts.get(CONNECTIONS);
        long idle = counts.get(TIMEOUTS);
        for (int i = WORKED; i < counts.length(); i++) {
            idle += counts.get(i);
        }
        put(all, "reused", reused);
        put(all, "idle_ok." + IdleClass.name(0), reused - idle);
        for (int i = 1; i < IdleClass.COUNT; i++) {
            add(all, "idle_ok." + IdleClass.name(i), WORKED + i);
        }
        for (int i = 0; i < IdleClass.COUNT; i++) {
            add(all, "idle_failed." + IdleClass.name(i), FAILED + i);
        }
    }

    private void add(Map<String, Long> all, String name, int which) {
        put(all, name, counts.get(which));
    }

    private static void put(Map<String, Long> all, String name, long count) {
        if (count > 0) {
            all.put(name, count);
        }
    }
}
