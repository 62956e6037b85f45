package io.resetguard.event;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What the JVM says it has loaded. Some milliseconds a call in a large application. */
final class InstrumentedLoggerFactories implements LoggerFactories {
    private final Instrumentation instrumentation;

    InstrumentedLoggerFactories(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public @Nullable Class<?> initiatedBy(ClassLoader loader) {
        for (ClassLoader asked = loader; asked != null; asked = asked.getParent()) {
            for (Class<?> candidate : instrumentation.getInitiatedClasses(asked)) {
                if (NAME.equals(candidate.getName())) {
                    return candidate;
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable Class<?> onlyOne() {
        Class<?> only = null;
        for (Class<?> candidate : instrumentation.getAllLoadedClasses()) {
            if (NAME.equals(candidate.getName())) {
                if (only != null) {
                    return null;
                }
                only = candidate;
            }
        }
        return only;
    }
}
