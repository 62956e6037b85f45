package io.resetguard.event;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Says when, where and which: begins every event of one JVM. Any thread. */
public final class EventStamp {
    private final String agentVersion;
    private final long pid;
    private final LongSupplier wallMillis;
    private final String prefix;
    private final AtomicLong lastId = new AtomicLong();

    /**
     * @param pid of this JVM; unknown where negative
     * @param wallMillis milliseconds since 1970, UTC
     */
    public EventStamp(String agentVersion, long pid, LongSupplier wallMillis) {
        this.agentVersion = agentVersion;
        this.pid = pid;
        this.wallMillis = wallMillis;
        // Start time and pid tell two JVMs apart that append to one file; randomness would cost a SecureRandom.
        this.prefix = Long.toString(wallMillis.getAsLong(), 36) + Long.toString(Math.max(pid, 0), 36) + '-';
    }

    /** A builder with time, event, agent_version, pid, thread and id in place. */
    public EventBuilder event(EventType type) {
        return Event.builder(type)
                .put(EventKey.TIME, UtcTime.iso(wallMillis.getAsLong()))
                .put(EventKey.AGENT_VERSION, agentVersion)
                .putIfKnown(EventKey.PID, pid)
                .put(EventKey.THREAD, Thread.currentThread().getName())
                .put(EventKey.ID, nextId());
    }

    /** For {@code id} and {@code exchange_id}: never twice in one JVM, and hardly in two. */
    public String nextId() {
        return prefix + lastId.incrementAndGet();
    }

    public String agentVersion() {
        return agentVersion;
    }

    /** Negative: unknown. */
    public long pid() {
        return pid;
    }
}
