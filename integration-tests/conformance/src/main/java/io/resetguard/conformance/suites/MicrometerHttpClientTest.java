package io.resetguard.conformance.suites;

import io.micrometer.core.instrument.HttpClientTimingInstrumentationVerificationTests;
import io.micrometer.java11.instrument.binder.jdk.MicrometerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** {@code HttpClient} with a client of Micrometer's round it, which measures. */
public class MicrometerHttpClientTest extends HttpClientTimingInstrumentationVerificationTests<HttpClient> {
    @Override
    protected HttpClient clientInstrumentedWithMetrics() {
        return measured().build();
    }

    @Override
    protected HttpClient clientInstrumentedWithObservations() {
        return measured().observationRegistry(getObservationRegistry()).build();
    }

    private MicrometerHttpClient.InstrumentationBuilder measured() {
        return MicrometerHttpClient.instrumentationBuilder(HttpClient.newHttpClient(), getRegistry());
    }

    @Override
    protected void sendHttpRequest(
            HttpClient client,
            HttpMethod method,
            byte @Nullable [] body,
            URI base,
            String template,
            String... pathVariables) {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + substitutePathVariables(template, pathVariables)))
                .method(method.name(), publisher)
                .header(MicrometerHttpClient.URI_PATTERN_HEADER, template)
                .build();
        try {
            client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
