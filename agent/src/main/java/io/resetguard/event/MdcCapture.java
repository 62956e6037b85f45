package io.resetguard.event;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the application's MDC on the application's own thread, where an event is made; the writer puts it back around the
 * log line. Looks for the application's SLF4J at most once a second and loader; starts nothing of it.
 */
public final class MdcCapture {
    private final SinkFactory sinks;
    private final Consumer<Throwable> faults;

    MdcCapture(SinkFactory sinks, Consumer<Throwable> faults) {
        this.sinks = sinks;
        this.faults = faults;
    }

    /**
     * The current thread's MDC, or null: there is none, or the application has not started its logging. Never throws.
     *
     * @param loader the thread's context class loader
     */
    public @Nullable Map<String, String> capture(@Nullable ClassLoader loader) {
        try {
            AppLogging logging = sinks.logging();
            AppLogger logger = logging == null ? null : logging.loaded(loader, false);
            return logger == null || !logger.isInitialised() ? null : logger.mdc();
        } catch (Throwable t) {
            faults.accept(t);
            return null;
        }
    }
}
