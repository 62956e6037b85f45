package io.resetguard;

import org.jspecify.annotations.Nullable;

/**
 * Reads the trace id out of a {@code traceparent} field: version-traceid-parentid-flags, in lower case hex (W3C Trace
 * Context 3.2). Of a version that is not known yet it reads what version 00 has there, as the standard asks.
 */
final class TraceParent {

    private static final int TRACE_ID_FROM = 3;
    private static final int TRACE_ID_TO = 35;

    private TraceParent() {}

    /** 32 hex digits, or {@code null} where the field is not well-formed or says that it is not valid. */
    static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() < TRACE_ID_TO + 1) {
            return null;
        }
        if (traceparent.charAt(TRACE_ID_FROM - 1) != '-' || traceparent.charAt(TRACE_ID_TO) != '-') {
            return null;
        }
        boolean validVersion = isHex(traceparent, 0, TRACE_ID_FROM - 1) && !traceparent.startsWith("ff");
        boolean validId = isHex(traceparent, TRACE_ID_FROM, TRACE_ID_TO) && !isZero(traceparent);
        return validVersion && validId ? traceparent.substring(TRACE_ID_FROM, TRACE_ID_TO) : null;
    }

    /** In lower case, and in ASCII: there are other digits in Unicode. */
    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String traceparent) {
        for (int i = TRACE_ID_FROM; i < TRACE_ID_TO; i++) {
            if (traceparent.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
