package io.resetguard.event;

import io.resetguard.exchange.Idempotence;
import io.resetguard.exchange.Resend.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects one event. Used by one thread. Every {@code put} of something unknown (null, not a number, negative where
 * said) leaves the key out.
 */
public final class EventBuilder {
    /** Longer texts are cut here, so that 1,024 waiting events stay small whatever a peer sends. */
    static final int MAX_TEXT_CHARS = 4096;

    static final int MAX_SENTENCES = 20;
    private static final int MAX_MDC_ENTRIES = 64;
    private static final double NANOS_PER_MILLI = 1e6;
    /** RFC 9110, 9.2.2. */
    final EventType type;

    Map<String, Long> counts = Collections.emptyMap();

    @Nullable
    ClassLoader callerLoader;

    @Nullable
    Map<String, String> mdc;

    private final EnumMap<EventKey, Object> values = new EnumMap<>(EventKey.class);
    private @Nullable Level level;

    EventBuilder(EventType type) {
        this.type = type;
        this.values.put(EventKey.EVENT, type.text());
    }

    public EventBuilder put(EventKey key, @Nullable String value) {
        return set(key, value == null ? null : Texts.cut(value, MAX_TEXT_CHARS));
    }

    public EventBuilder put(EventKey key, long value) {
        return set(key, value);
    }

    public EventBuilder put(EventKey key, boolean value) {
        return set(key, value);
    }

    /** A time, ISO-8601, of milliseconds since 1970. */
    public EventBuilder putTime(EventKey key, long wallMillis) {
        return put(key, UtcTime.iso(wallMillis));
    }

    /** Decimal milliseconds. */
    public EventBuilder put(EventKey key, double millis) {
        return set(key, Double.isNaN(millis) || Double.isInfinite(millis) ? null : millis);
    }

    /** Sentences; an empty list is left out. */
    public EventBuilder put(EventKey key, @Nullable List<String> sentences) {
        if (sentences == null || sentences.isEmpty()) {
            return set(key, null);
        }
        List<String> copy = new ArrayList<>();
        for (int i = 0; i < sentences.size() && i < MAX_SENTENCES; i++) {
            copy.add(Texts.cut(sentences.get(i), MAX_TEXT_CHARS));
        }
        return set(key, Collections.unmodifiableList(copy));
    }

    /** A count or size that is unknown where negative. */
    public EventBuilder putIfKnown(EventKey key, long value) {
        return value < 0 ? this : put(key, value);
    }

    /** A duration in nanoseconds, told in milliseconds; unknown where negative. */
    public EventBuilder putNanos(EventKey key, long nanos) {
        return nanos < 0 ? this : put(key, nanos / NANOS_PER_MILLI);
    }

    /** Overrides the level that follows from type and method. */
    public EventBuilder level(Level level) {
        this.level = level;
        return this;
    }

    /**
     * Whose line this is.
     *
     * @param loader the context class loader of the application's thread; held weakly once built
     * @param mdc that thread's MDC as {@link MdcCapture} gives it; copied
     */
    public EventBuilder caller(@Nullable ClassLoader loader, @Nullable Map<String, String> mdc) {
        this.callerLoader = loader;
        this.mdc = mdc == null || mdc.isEmpty() || mdc.size() > MAX_MDC_ENTRIES ? null : new HashMap<>(mdc);
        return this;
    }

    /** A number beyond the table of keys. */
    public EventBuilder count(String name, long number) {
        if (counts.isEmpty()) {
            counts = new LinkedHashMap<>();
        }
        counts.put(name, number);
        return this;
    }

    /** The builder may go on being used; the event keeps what was there. */
    public Event build() {
        if (!counts.isEmpty()) {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
        Event event = new Event(this, new EnumMap<>(values));
        counts = counts.isEmpty() ? counts : new LinkedHashMap<>(counts);
        return event;
    }

    Level level() {
        if (level != null) {
            return level;
        }
        if (type == EventType.PEER_RESET || type == EventType.TRUNCATED_BODY) {
            return Level.WARN;
        }
        if (type == EventType.JDK_RESEND) {
            return mayHaveActedTwice() ? Level.WARN : Level.INFO;
        }
        return Level.INFO;
    }

    /** The server, on a request that the JDK sent again. */
    private boolean mayHaveActedTwice() {
        String tier = String.valueOf(values.get(EventKey.RETRY_TIER));
        boolean unprocessed = tier.equals(Tier.P0.name()) || tier.equals(Tier.P1.name());
        return !unprocessed && !Idempotence.RFC_9110.isIdempotent(String.valueOf(values.get(EventKey.METHOD)));
    }

    private EventBuilder set(EventKey key, @Nullable Object value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
        return this;
    }
}
