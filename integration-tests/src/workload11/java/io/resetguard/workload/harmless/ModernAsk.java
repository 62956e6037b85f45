package io.resetguard.workload.harmless;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** One GET with {@link HttpClient}, always the same one. */
public final class ModernAsk {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ModernAsk() {}

    /** Status and length, or the exception. */
    public static String ask(String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() + " " + response.body().length;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
