package io.resetguard.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file, as far as a report counts it. A text that is missing or of another type is null, a number
 * {@link #UNKNOWN}. Made by {@link EventParser}; every text has passed {@link Inert}. One thread.
 */
final class EventLine {
    static final double UNKNOWN = -1;

    private static final int MAX_KEPT_CHARS = 16 * 1024;

    /** The line, to be read once more with {@link EventParser#whole}; empty where it is very long. */
    final String json;

    long timeMillis = IsoTime.UNKNOWN;

    @Nullable
    String event;

    @Nullable
    String agentVersion;

    @Nullable
    String id;

    @Nullable
    String exchangeId;

    @Nullable
    String client;

    @Nullable
    String method;

    @Nullable
    String url;

    @Nullable
    String origin;

    @Nullable
    String phase;

    @Nullable
    String signal;

    @Nullable
    String cause;

    @Nullable
    String confidence;

    @Nullable
    String outcome;

    @Nullable
    String retryTier;

    @Nullable
    String reason;

    @Nullable
    String since;

    @Nullable
    String server;

    @Nullable
    Boolean connectionReused;

    double pid = UNKNOWN;
    double connectionAgeMs = UNKNOWN;
    double connectionRequests = UNKNOWN;
    double idleMs = UNKNOWN;
    double keepAliveTimeoutS = UNKNOWN;
    double clientIdleLimitMs = UNKNOWN;
    double bytesSent = UNKNOWN;
    double bytesReceived = UNKNOWN;
    double status = UNKNOWN;
    double recoveredMs = UNKNOWN;

    /** Of an {@code origin} event: {@code learned_idle_ms}, {@code connect_ms} and the like. */
    Map<String, Double> known = Collections.emptyMap();

    Map<String, Long> counts = Collections.emptyMap();

    /** Read only where asked for: they are most of a line. */
    List<String> evidence = Collections.emptyList();

    List<String> against = Collections.emptyList();
    List<String> advice = Collections.emptyList();

    @Nullable
    String error;

    EventLine(String json) {
        this.json = json.length() <= MAX_KEPT_CHARS ? json : "";
    }

    /** A connection was ended by somebody else, or a body cut off. */
    boolean isReset() {
        return "peer_reset".equals(event) || "truncated_body".equals(event);
    }

    /** The cause, or {@code unknown}. */
    String causeOrUnknown() {
        String named = cause;
        return named == null ? "unknown" : named;
    }

    /** Whether it met an end on a connection that had been idle, and not a byte of an answer came. */
    boolean failedAfterIdle() {
        return "peer_reset".equals(event) && Boolean.TRUE.equals(connectionReused) && idleMs > 0 && bytesReceived <= 0;
    }

    /** Which JVM wrote it: the ids of one JVM begin alike, and those of another otherwise. */
    String jvm() {
        String ownId = id;
        int dash = ownId == null ? -1 : ownId.lastIndexOf('-');
        return ownId != null && dash > 0 ? ownId.substring(0, dash) : "pid " + (long) pid;
    }
}
