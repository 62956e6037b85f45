package io.resetguard.workload.harmless;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** One GET with {@link HttpClient}, always the same one. */
public final class ModernAsk {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ModernAsk() {}

    /** Status and length, or the exception. */
    public static String ask(String url) throws InterruptedException {
        return ask(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** A PUT on a connection that has been used, where there is one: status and length, or the exception. */
    public static String put(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        return ask(request);
    }

    /** Sends a GET, and cancels it when it is without an answer. */
    public static void cancel(String url, Semaphore unanswered) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> future =
                CLIENT.sendAsync(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        unanswered.acquire();
        future.cancel(true);
    }

    private static String ask(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() + " " + response.body().length;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
