package io.resetguard.library;

import java.time.Duration;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** HttpURLConnection below Spring's own retry, three attempts; a path with {@code plain} is asked for without. */
public final class SpringCoreRetryProgram {
    private static final RetryTemplate RETRY = new RetryTemplate(
            RetryPolicy.builder().maxRetries(2).delay(Duration.ofMillis(1)).build());

    private SpringCoreRetryProgram() {}

    public static String send(String method, String url, String body) throws Throwable {
        if (url.contains("plain")) {
            return PlainUrlConnection.send(method, url);
        }
        try {
            return String.valueOf(RETRY.execute(() -> PlainUrlConnection.send(method, url)));
        } catch (RetryException e) {
            throw e.getCause();
        }
    }
}
