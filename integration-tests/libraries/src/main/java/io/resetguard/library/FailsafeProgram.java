package io.resetguard.library;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;

/** HttpURLConnection below Failsafe, which makes three attempts; a path with {@code plain} is asked for without. */
public final class FailsafeProgram {
    private static final RetryPolicy<String> RETRY =
            RetryPolicy.<String>builder().withMaxRetries(2).build();

    private FailsafeProgram() {}

    public static String send(String method, String url, String body) throws Throwable {
        if (url.contains("plain")) {
            return PlainUrlConnection.send(method, url);
        }
        try {
            return Failsafe.with(RETRY).get(() -> PlainUrlConnection.send(method, url));
        } catch (FailsafeException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
