package io.resetguard.library;

import org.springframework.retry.support.RetryTemplate;

/** {@code HttpClient.send} below Spring Retry, which makes three attempts; a path with {@code plain} is asked for without. */
public final class SpringRetryProgram {
    private static final RetryTemplate RETRY =
            RetryTemplate.builder().maxAttempts(3).noBackoff().build();

    private SpringRetryProgram() {}

    public static String send(String method, String url, String body) throws Throwable {
        return url.contains("plain")
                ? PlainHttpClient.send(method, url)
                : RETRY.execute(attempt -> PlainHttpClient.send(method, url));
    }
}
