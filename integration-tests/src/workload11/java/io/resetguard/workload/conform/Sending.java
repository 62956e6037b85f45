package io.resetguard.workload.conform;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What most exercises with {@link HttpClient} need. */
final class Sending {
    /** One for all exercises that need no settings of their own. */
    static final HttpClient CLIENT = newClient().build();

    private Sending() {}

    static HttpClient.Builder newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }

    static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    static HttpRequest get(String url) {
        return request(url).build();
    }

    static HttpRequest post(String url) {
        return request(url).POST(BodyPublishers.ofString("a body")).build();
    }

    static String send(HttpRequest request) throws IOException, InterruptedException {
        return send(CLIENT, request);
    }

    static String send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        return said(client.send(request, BodyHandlers.ofByteArray()));
    }

    static String send(String url, BodyHandler<?> handler) throws IOException, InterruptedException {
        return said(CLIENT.send(get(url), handler));
    }

    /** The answer, and those before it. */
    static String said(HttpResponse<?> response) {
        String before = response.previousResponse()
                .map(previous -> " after " + previous.statusCode() + " " + previous.uri() + " " + previous.body())
                .orElse("");
        return response.version() + " " + response.statusCode() + " "
                + response.headers().map() + " " + text(response.body()) + " " + response.uri() + " "
                + response.request().method() + " "
                + response.sslSession().map(session -> !session.getCipherSuite().isEmpty()) + before;
    }

    /** Whatever a handler made of a body. */
    static String text(Object body) {
        if (body instanceof byte[]) {
            return Asking.text((byte[]) body);
        }
        if (body instanceof String) {
            return Asking.text(((String) body).getBytes(StandardCharsets.UTF_8));
        }
        if (body instanceof Stream) {
            return text(((Stream<?>) body).map(String::valueOf).collect(Collectors.joining("/")));
        }
        if (body instanceof InputStream) {
            try {
                return Asking.text((InputStream) body);
            } catch (IOException e) {
                return e.toString();
            }
        }
        if (body instanceof Flow.Publisher) {
            @SuppressWarnings("unchecked") // as of BodyHandlers.ofPublisher
            Flow.Publisher<List<ByteBuffer>> publisher = (Flow.Publisher<List<ByteBuffer>>) body;
            Collecting collecting = new Collecting();
            publisher.subscribe(collecting);
            return collecting.text().join();
        }
        return String.valueOf(body);
    }

    /** Takes all. */
    static final class Collecting implements Flow.Subscriber<List<ByteBuffer>> {
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<String> done = new CompletableFuture<>();

        CompletableFuture<String> text() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            buffers.forEach(buffer -> text.append(StandardCharsets.ISO_8859_1.decode(buffer)));
        }

        @Override
        public void onError(Throwable failure) {
            done.complete(text + " " + failure);
        }

        @Override
        public void onComplete() {
            done.complete(Asking.text(text.toString().getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
