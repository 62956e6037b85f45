package io.resetguard.library;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/** HttpURLConnection below resilience4j, which makes three attempts; a path with {@code plain} is asked for without. */
public final class Resilience4jProgram {
    private static final Retry RETRY = Retry.of(
            "three",
            RetryConfig.custom()
                    .maxAttempts(3)
                    .waitDuration(Duration.ofMillis(1))
                    .build());

    private Resilience4jProgram() {}

    public static String send(String method, String url, String body) throws Exception {
        return url.contains("plain")
                ? PlainUrlConnection.send(method, url)
                : RETRY.executeCallable(() -> PlainUrlConnection.send(method, url));
    }
}
