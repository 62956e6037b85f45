package io.resetguard.event;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as it will be told: values by key, unknown ones absent. Immutable; any thread. Of the
 * application it holds only strings and a weak reference, so that a waiting event keeps no web application alive.
 */
public final class Event {
    private final EventType type;
    private final Level level;
    private final Map<EventKey, Object> values;
    private final Map<String, Long> counts;
    private final @Nullable WeakReference<ClassLoader> callerLoader;
    private final @Nullable Map<String, String> mdc;

    Event(EventBuilder builder, Map<EventKey, Object> values) {
        this.type = builder.type;
        this.level = builder.level();
        this.values = values;
        this.counts = builder.counts;
        this.callerLoader = builder.callerLoader == null ? null : new WeakReference<>(builder.callerLoader);
        this.mdc = builder.mdc;
    }

    /** A builder with nothing in it but the type; {@link EventStamp#event} also says when, where and which. */
    public static EventBuilder builder(EventType type) {
        return new EventBuilder(type);
    }

    public EventType type() {
        return type;
    }

    public Level level() {
        return level;
    }

    /** A String, Long, Double (milliseconds), Boolean or unmodifiable list of strings; null if unknown. */
    public @Nullable Object get(EventKey key) {
        return values.get(key);
    }

    /** The value if it is a text, else null. */
    public @Nullable String text(EventKey key) {
        Object value = values.get(key);
        return value instanceof String ? (String) value : null;
    }

    /** The value if it is a list of sentences, else an empty list. */
    @SuppressWarnings("unchecked")
    public List<String> sentences(EventKey key) {
        Object value = values.get(key);
        return value instanceof List ? (List<String>) value : Collections.<String>emptyList();
    }

    /** Numbers beyond the table of keys, by name; only {@code agent} and {@code origin} events have some. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** What the log rate is counted by. */
    String rateKey() {
        String origin = text(EventKey.ORIGIN);
        return origin == null ? "" : origin;
    }

    /** The context class loader of the application's thread, or null: unknown or gone. */
    @Nullable
    ClassLoader callerLoader() {
        return callerLoader == null ? null : callerLoader.get();
    }

    /** The caller's MDC, or null: it had none or it is not known. */
    @Nullable
    Map<String, String> mdc() {
        return mdc;
    }
}
