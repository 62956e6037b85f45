package io.resetguard.retry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a library above the JDK's client sends again by itself: then the agent does not, for two layers multiply
 * (docs/adr/0017). Seen from the stack of the thread that waits for the answer; so only on the failing path. Nothing is
 * kept of what was seen.
 */
final class RetryingLayers {

    /** Where a thread waits in {@code java.net.http}; it fails on others. */
    private static final String CLIENT = "jdk.internal.net.http.HttpClientImpl";

    /** Each is on the stack, itself or a class within it, while it makes an attempt that it may make again. */
    private static final Set<String> CLASSES = new HashSet<>(Arrays.asList(
            // Spring Retry; since 7 in Spring itself
            "org.springframework.retry.support.RetryTemplate",
            "org.springframework.core.retry.RetryTemplate",
            // resilience4j-retry
            "io.github.resilience4j.retry.Retry",
            // Failsafe 3, 2 and 1
            "dev.failsafe.internal.RetryPolicyExecutor",
            "net.jodah.failsafe.RetryPolicyExecutor",
            "net.jodah.failsafe.SyncFailsafe",
            // AWS SDK 1 and 2
            "com.amazonaws.http.AmazonHttpClient",
            "com.amazonaws.internal.EC2ResourceFetcher",
            "software.amazon.awssdk.core.internal.http.pipeline.stages.RetryableStage",
            "software.amazon.awssdk.core.internal.http.pipeline.stages.RetryableStage2",
            // OpenTelemetry's exporters
            "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSender",
            "io.opentelemetry.exporter.sender.okhttp.internal.RetryInterceptor"));

    /** Of fabric8's Kubernetes client, which works with {@code sendAsync}, below a retry with back-off of its own. */
    private static final String FABRIC8_HANDLERS = "io.fabric8.kubernetes.client.jdkhttp.";

    private RetryingLayers() {}

    /** Is one above what has failed, as far as that can be seen? */
    static boolean isAbove(RetryCandidate candidate) {
        String handler = candidate.bodyHandler;
        if (handler != null && handler.startsWith(FABRIC8_HANDLERS)) {
            return true;
        }
        Thread waiting = candidate.waiting;
        return waiting != null && isOn(waiting.getStackTrace(), waiting != Thread.currentThread());
    }

    /**
     * Is one on this stack?
     *
     * @param inSend whether only what is above {@code HttpClient.send} counts: a thread that does something else by now is
     *     not the one that waits
     */
    static boolean isOn(StackTraceElement[] stack, boolean inSend) {
        boolean counts = !inSend;
        for (StackTraceElement frame : stack) {
            if (counts && CLASSES.contains(outermost(frame.getClassName()))) {
                return true;
            }
            counts |=
                    frame.getMethodName().equals("send") && frame.getClassName().equals(CLIENT);
        }
        return false;
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }
}
