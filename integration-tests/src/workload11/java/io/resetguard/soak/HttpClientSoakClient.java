package io.resetguard.soak;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** With {@code java.net.http}: one client for each protocol; {@code send} and {@code sendAsync}. */
final class HttpClientSoakClient implements SoakClient {
    /** Far more than a request's time-out: a future that has not ended by then never does. */
    private static final int NEVER_SECONDS = 45;

    private final HttpClient http1 = client(HttpClient.Version.HTTP_1_1);
    private final HttpClient http2 = client(HttpClient.Version.HTTP_2);

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(Duration.ofMillis(2_500))
                .build();
    }

    @Override
    public String send(SoakRequest request) throws Exception {
        HttpClient client = request.http2 ? http2 : http1;
        HttpResponse<byte[]> response =
                request.async ? await(request, client) : client.send(request(request), BodyHandlers.ofByteArray());
        return request.complaint(
                response.statusCode(), response.headers().firstValue("X-Id").orElse("none"), response.body().length);
    }

    private static HttpResponse<byte[]> await(SoakRequest request, HttpClient client) throws Exception {
        try {
            return client.sendAsync(request(request), BodyHandlers.ofByteArray())
                    .get(NEVER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.out.println("violation no end: sendAsync " + request.method + " " + request.url());
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private static HttpRequest request(SoakRequest request) {
        BodyPublisher body = BodyPublishers.ofByteArray(request.body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(Duration.ofMillis(request.timeoutMillis))
                .method(
                        request.method,
                        request.body.length == 0
                                ? BodyPublishers.noBody()
                                : request.streamed ? BodyPublishers.fromPublisher(body) : body);
        if (request.keyed) {
            builder.header("Idempotency-Key", request.id);
        }
        return builder.build();
    }
}
