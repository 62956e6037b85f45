package io.resetguard.event;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One SLF4J of the application. Belongs to its class {@code LoggerFactory} and goes with it; nobody else may hold on to it.
 * Any thread.
 */
final class AppLogger {
    /** LoggerFactory's own numbers, the same in 1.7 and 2.x. */
    private static final int ONGOING_INITIALIZATION = 1;

    private static final int SUCCESSFUL_INITIALIZATION = 3;

    private final Class<?> factory;
    private final Field state;
    private final long firstSeenNanos;
    private volatile @Nullable Function<Object[], @Nullable Object> line;

    AppLogger(Class<?> factory, Field state, long firstSeenNanos) {
        this.factory = factory;
        this.state = state;
        this.firstSeenNanos = firstSeenNanos;
    }

    /** When the agent came upon it: not when the application loaded it. */
    long firstSeenNanos() {
        return firstSeenNanos;
    }

    /** Whether the application has started its logging, with something behind it that writes. */
    boolean isInitialised() {
        return state() == SUCCESSFUL_INITIALIZATION;
    }

    /** Whether it has not been started, or is being started. Otherwise, and if not initialised, it never will write. */
    boolean mayStillStart() {
        return state() <= ONGOING_INITIALIZATION;
    }

    boolean isEnabled(String logger, boolean warning) {
        return Boolean.TRUE.equals(call("enabled", logger, warning));
    }

    /** Whether the logger took it: false where the application has switched it off. */
    boolean log(String logger, boolean warning, String text, @Nullable Map<String, String> mdc) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Appenders and layouts look things up through it, as they do on the application's threads.
        thread.setContextClassLoader(factory.getClassLoader());
        try {
            return Boolean.TRUE.equals(call("log", logger, warning, text, mdc));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A copy of the current thread's, or null. */
    @SuppressWarnings("unchecked")
    @Nullable
    Map<String, String> mdc() {
        return (Map<String, String>) call("mdc");
    }

    /** Whether what is logged while the JVM goes down is still written. */
    boolean isAlive() {
        return Boolean.TRUE.equals(call("alive"));
    }

    private int state() {
        try {
            return state.getInt(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object call(@Nullable Object... arguments) {
        Function<Object[], @Nullable Object> linked = line;
        if (linked == null) {
            linked = LineLoader.link(factory.getClassLoader());
            line = linked;
        }
        return linked.apply(arguments);
    }
}
