package io.resetguard.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The logging of a {@link PretendedApp}: loaded there, and looked at from the test only through JDK types. */
public final class RecordingProvider implements SLF4JServiceProvider, ILoggerFactory {
    /** {@code LEVEL logger mdc message}. */
    public static final List<String> LINES = new ArrayList<>();

    /** Whether loggers take lines. */
    public static volatile boolean enabled = true;

    /** Whether logging was not stopped yet. */
    public static volatile boolean started = true;

    /** What an appender throws, if anything. */
    public static volatile @Nullable RuntimeException fault;

    private final Map<String, Logger> loggers = new HashMap<>();
    private final MDCAdapter mdc = new BasicMDCAdapter();

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, Recorder::new);
    }

    /** As Logback's context has it. */
    public boolean isStarted() {
        return started;
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    /** Enabled or not, as the switch says. */
    private static final class Recorder extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String text,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            RuntimeException injected = fault;
            if (injected != null) {
                throw injected;
            }
            LINES.add(level + " " + name + " " + MDC.getCopyOfContextMap() + " " + text);
        }

        @Override
        public boolean isTraceEnabled() {
            return enabled;
        }

        @Override
        public boolean isDebugEnabled() {
            return enabled;
        }

        @Override
        public boolean isInfoEnabled() {
            return enabled;
        }

        @Override
        public boolean isWarnEnabled() {
            return enabled;
        }

        @Override
        public boolean isErrorEnabled() {
            return enabled;
        }
    }
}
