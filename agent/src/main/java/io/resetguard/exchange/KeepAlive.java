package io.resetguard.exchange;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a peer announced of a connection's further life: in a {@code Keep-Alive} field (RFC 2068 19.7.1.1)
 * {@code timeout=5, max=100}, in a {@code Connection} field {@code close} (RFC 9112 9.6). A value that is no number,
 * negative or beyond reason counts as not announced.
 */
public final class KeepAlive {

    /** Nothing was announced. */
    public static final KeepAlive NONE = new KeepAlive(-1, -1, false);

    private static final long LARGEST = 1_000_000_000L;

    private static final int MOST_TOKENS = 16;

    private static final String[] NO_TOKEN = {};

    /** Seconds; -1: not announced. */
    public final long timeoutSeconds;

    /** Further requests; -1: not announced. */
    public final long max;

    /** {@code Connection: close}: the peer processes no further request on it. */
    public final boolean closes;

    private KeepAlive(long timeoutSeconds, long max, boolean closes) {
        this.timeoutSeconds = timeoutSeconds;
        this.max = max;
        this.closes = closes;
    }

    /** Parses a field value; never throws. */
    public static KeepAlive parse(@Nullable String field) {
        if (field == null || field.length() > 256) {
            return NONE;
        }
        long timeout = parameter(field, "timeout");
        long max = parameter(field, "max");
        return timeout < 0 && max < 0 ? NONE : new KeepAlive(timeout, max, false);
    }

    /** This, and what is in the {@code Connection} fields of the same response, each a list of tokens. */
    public KeepAlive with(Collection<?> connectionFields) {
        for (Object field : connectionFields) {
            for (String token : field instanceof String ? ((String) field).split(",", MOST_TOKENS) : NO_TOKEN) {
                if (token.trim().equalsIgnoreCase("close")) {
                    return new KeepAlive(timeoutSeconds, max, true);
                }
            }
        }
        return this;
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
