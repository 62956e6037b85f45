package io.resetguard.library;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;

/** {@code HttpClient.send} below Failsafe, which makes three attempts; a path with {@code plain} is asked for without. */
public final class FailsafeHttpClientProgram {
    private static final RetryPolicy<String> RETRY =
            RetryPolicy.<String>builder().withMaxRetries(2).build();

    private FailsafeHttpClientProgram() {}

    public static String send(String method, String url, String body) throws Throwable {
        if (url.contains("plain")) {
            return PlainHttpClient.send(method, url);
        }
        try {
            return Failsafe.with(RETRY).get(() -> PlainHttpClient.send(method, url));
        } catch (FailsafeException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
