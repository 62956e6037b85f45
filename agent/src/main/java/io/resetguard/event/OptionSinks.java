package io.resetguard.event;

import io.resetguard.config.Options;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What {@link Sinks} needs, kept until the first event: this class is loaded before {@code main}, that one is not. */
final class OptionSinks implements SinkFactory {
    final Options options;
    final HeldBack held;
    final EventStamp stamp;
    final LongSupplier nanoClock;
    final Consumer<Throwable> faults;
    final @Nullable Instrumentation instrumentation;
    private @Nullable AppLogging logging;

    OptionSinks(
            Options options,
            HeldBack held,
            EventStamp stamp,
            @Nullable Instrumentation instrumentation,
            LongSupplier nanoClock,
            Consumer<Throwable> faults) {
        this.options = options;
        this.held = held;
        this.stamp = stamp;
        this.nanoClock = nanoClock;
        this.faults = faults;
        this.instrumentation = instrumentation;
    }

    @Override
    public synchronized @Nullable AppLogging logging() {
        if (logging == null) {
            logging = Sinks.logging(this);
        }
        return logging;
    }

    @Override
    public List<EventSink> open() {
        return Sinks.open(this);
    }
}
