package io.resetguard.retry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingLayersTest {

    private static final String SEND = "jdk.internal.net.http.HttpClientImpl.send";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.retry.support.RetryTemplate.doExecute",
                "org.springframework.core.retry.RetryTemplate.execute",
                "io.github.resilience4j.retry.Retry.lambda$decorateCallable$2",
                "dev.failsafe.internal.RetryPolicyExecutor.lambda$apply$0",
                "net.jodah.failsafe.RetryPolicyExecutor.lambda$supply$0",
                "net.jodah.failsafe.SyncFailsafe.call",
                "com.amazonaws.http.AmazonHttpClient$RequestExecutor.executeHelper",
                "com.amazonaws.internal.EC2ResourceFetcher.doReadResource",
                "software.amazon.awssdk.core.internal.http.pipeline.stages.RetryableStage$RetryExecutor.execute",
                "software.amazon.awssdk.core.internal.http.pipeline.stages.RetryableStage2$RetryExecutor.execute",
                "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSender.sendInternal",
                "io.opentelemetry.exporter.sender.okhttp.internal.RetryInterceptor.intercept",
            })
    void libraries_that_retry_are_known(String frame) {
        assertTrue(RetryingLayers.isOn(stack("app.Shop.basket", frame, "app.Main.main"), false));
        assertTrue(RetryingLayers.isOn(stack(SEND, "app.Shop.basket", frame, "app.Main.main"), true));
    }

    @Test
    void parts_of_the_same_libraries_that_do_not_retry_are_none() {
        assertFalse(RetryingLayers.isOn(
                stack(
                        "dev.failsafe.internal.CircuitBreakerExecutor.lambda$apply$0",
                        "dev.failsafe.FailsafeExecutor.get",
                        "io.github.resilience4j.circuitbreaker.CircuitBreaker.executeSupplier",
                        "io.github.resilience4j.retry.RetryRegistry.of",
                        "software.amazon.awssdk.core.internal.http.pipeline.stages.SigningStage.execute",
                        "org.springframework.web.client.RestTemplate.execute",
                        "app.RetryTemplate.execute"),
                false));
    }

    @Test
    void a_thread_that_does_not_wait_in_send_says_nothing_of_the_request() {
        String layer = "dev.failsafe.internal.RetryPolicyExecutor.lambda$apply$0";
        assertFalse(RetryingLayers.isOn(stack("app.Other.work", layer, "app.Main.main"), true));
        assertFalse(RetryingLayers.isOn(stack(layer, SEND, "app.Main.main"), true), "called by it, not above it");
        assertFalse(RetryingLayers.isOn(
                stack("jdk.internal.net.http.HttpClientImpl.sendAsync", layer, "app.Main.main"), true));
        assertFalse(RetryingLayers.isOn(new StackTraceElement[0], true));
    }

    private static StackTraceElement[] stack(String... frames) {
        return Arrays.stream(frames)
                .map(frame -> new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        -1))
                .toArray(StackTraceElement[]::new);
    }
}
