package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a peer announced in a {@code Keep-Alive} field (RFC 2068 19.7.1.1): {@code timeout=5, max=100}. A value that is
 * no number, negative or beyond reason counts as not announced.
 */
public final class KeepAlive {

    /** Nothing was announced. */
    public static final KeepAlive NONE = new KeepAlive(-1, -1);

    private static final long LARGEST = 1_000_000_000L;

    /** Seconds; -1: not announced. */
    public final long timeoutSeconds;

    /** Further requests; -1: not announced. */
    public final long max;

    private KeepAlive(long timeoutSeconds, long max) {
        this.timeoutSeconds = timeoutSeconds;
        this.max = max;
    }

    /** Parses a field value; never throws. */
    public static KeepAlive parse(@Nullable String field) {
        if (field == null || field.length() > 256) {
            return NONE;
        }
        long timeout = parameter(field, "timeout");
        long max = parameter(field, "max");
        return timeout < 0 && max < 0 ? NONE : new KeepAlive(timeout, max);
    }

    private static long parameter(String field, String name) {
        int from = 0;
        while (from <= field.length()) {
            int comma = field.indexOf(',', from);
            int end = comma < 0 ? field.length() : comma;
            String part = field.substring(from, end).trim();
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).trim().equalsIgnoreCase(name)) {
                return number(part.substring(equals + 1).trim());
            }
            from = end + 1;
        }
        return -1;
    }

    private static long number(String text) {
        String bare = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        if (bare.isEmpty() || bare.length() > 10) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value > LARGEST ? -1 : value;
    }
}
