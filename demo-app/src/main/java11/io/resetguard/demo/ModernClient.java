package io.resetguard.demo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http.HttpClient} as most code uses it: one shared client, blocking calls. Java 11 and later. */
final class ModernClient implements OrdersClient {

    /** Made with the first request: the other programs of the demonstration only ask for the name. */
    private static final class Shared {
        // HTTP/1.1, because that is what the service speaks: otherwise new connections ask for an upgrade to HTTP/2.
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    @Override
    public String name() {
        return "HttpClient";
    }

    @Override
    public Answer send(String method, String url, byte @Nullable [] body, Map<String, String> headers)
            throws IOException {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .method(method, publisher);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = Shared.CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body().length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
