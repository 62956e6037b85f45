package io.resetguard.event;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Events that are due every minute. Asked by the writer thread. */
public final class Snapshots {

    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<List<Event>> events;
    private final LongSupplier nanoClock;
    private long lastNanos;

    /** The first ones are due in a minute from now. */
    public Snapshots(Supplier<List<Event>> events, LongSupplier nanoClock) {
        this.events = events;
        this.nanoClock = nanoClock;
        this.lastNanos = nanoClock.getAsLong();
    }

    List<Event> due() {
        long now = nanoClock.getAsLong();
        if (now - lastNanos < EVERY_NANOS) {
            return Collections.emptyList();
        }
        lastNanos = now;
        return events.get();
    }
}
