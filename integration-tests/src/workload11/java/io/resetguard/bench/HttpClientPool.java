package io.resetguard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Of {@code java.net.http}, HTTP/1.1. */
public final class HttpClientPool implements Pool {
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    /** The server holds the answers back until all connections are in use. */
    @Override
    public void grow(String url, int count) throws IOException, InterruptedException {
        List<CompletableFuture<HttpResponse<Void>>> held = new ArrayList<>();
        HttpRequest hold =
                HttpRequest.newBuilder(URI.create(url).resolve("/hold")).build();
        for (int i = 1; i < count; i++) {
            held.add(client.sendAsync(hold, HttpResponse.BodyHandlers.discarding()));
        }
        while (held.stream().anyMatch(future -> !future.isDone())) {
            request(URI.create(url).resolve("/go").toString());
        }
    }

    @Override
    public void request(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }
}
