package io.resetguard.event.slf4j;

import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The agent's end inside the application's logging. Not loaded from the agent's jar but defined in a child of the class
 * loader that has the application's SLF4J, 1.7 or 2.x, and linked against that; so it may use nothing but the JDK and what
 * both releases share, and has no second class.
 *
 * <p>Called with what to do, then its arguments:
 *
 * <ul>
 *   <li>{@code "log"}, logger name, whether it is a warning, text, MDC or null: {@code FALSE} if the logger is switched off;
 *   <li>{@code "enabled"}, logger name, whether it is a warning;
 *   <li>{@code "mdc"}: a copy of the current thread's, or null;
 *   <li>{@code "alive"}: whether a line logged while the JVM goes down is still written.
 * </ul>
 */
public final class Slf4jLine implements Function<Object[], @Nullable Object> {
    @Override
    public @Nullable Object apply(Object[] call) {
        Object what = call[0];
        if ("mdc".equals(what)) {
            return MDC.getCopyOfContextMap();
        }
        if ("alive".equals(what)) {
            return alive();
        }
        Logger logger = LoggerFactory.getLogger((String) call[1]);
        boolean warning = (Boolean) call[2];
        boolean enabled = (warning ? logger.isWarnEnabled() : logger.isInfoEnabled()) && isHeard(logger);
        if (enabled && "log".equals(what)) {
            log(logger, warning, (String) call[3], call[4]);
        }
        return enabled;
    }

    @SuppressWarnings("unchecked")
    private static void log(Logger logger, boolean warning, String text, @Nullable Object mdc) {
        if (mdc == null) {
            write(logger, warning, text);
            return;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.setContextMap((Map<String, String>) mdc);
        try {
            write(logger, warning, text);
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    private static void write(Logger logger, boolean warning, String text) {
        if (warning) {
            logger.warn(text);
        } else {
            logger.info(text);
        }
    }

    /**
     * While Spring Boot sets Logback up there is a moment without any appender, when a line would go nowhere. What is not
     * Logback is taken to hear.
     */
    private static boolean isHeard(Logger logger) {
        return hasAppender(logger)
                || hasAppender(LoggerFactory.getLogger("resetguard"))
                || hasAppender(LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME));
    }

    private static boolean hasAppender(Logger logger) {
        try {
            Method appenders = logger.getClass().getMethod("iteratorForAppenders");
            return ((Iterator<?>) appenders.invoke(logger)).hasNext();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return true;
        }
    }

    /**
     * Logback says from 1.3 on whether it is started; an older one is alive while it has an appender, for stopping takes them
     * away. SLF4J's own simple logger and reload4j are not stopped at exit.
     */
    private static boolean alive() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        String name = factory.getClass().getName();
        if (name.startsWith("org.slf4j.simple.")
                || name.endsWith(".SimpleLoggerFactory")
                || name.contains("Reload4j")) {
            return true;
        }
        try {
            Method isStarted = factory.getClass().getMethod("isStarted");
            boolean logback = name.startsWith("ch.qos.logback.");
            return Boolean.TRUE.equals(isStarted.invoke(factory))
                    || (logback && isHeard(LoggerFactory.getLogger("resetguard")));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }
}
