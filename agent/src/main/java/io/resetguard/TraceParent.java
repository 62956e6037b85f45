package io.resetguard;

import org.jspecify.annotations.Nullable;

/** Reads the trace id out of a {@code traceparent} field (W3C Trace Context): version-traceid-parentid-flags. */
final class TraceParent {

    private static final int TRACE_ID_FROM = 3;
    private static final int TRACE_ID_TO = 35;

    private TraceParent() {}

    /** 32 hex digits, or {@code null} where the field is not well-formed. */
    static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() < TRACE_ID_TO + 1) {
            return null;
        }
        if (traceparent.charAt(TRACE_ID_FROM - 1) != '-' || traceparent.charAt(TRACE_ID_TO) != '-') {
            return null;
        }
        String id = traceparent.substring(TRACE_ID_FROM, TRACE_ID_TO);
        for (int i = 0; i < id.length(); i++) {
            if (Character.digit(id.charAt(i), 16) < 0) {
                return null;
            }
        }
        return id;
    }
}
