package io.resetguard.workload.telling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;

/** A request by {@code java.net.http}, for {@link TellingApp}, which also runs where there is no such thing. */
public final class HttpClientRequest implements Consumer<String> {

    @Override
    public void accept(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        try {
            HttpClient client = HttpClient.newHttpClient();
            System.out.println(
                    "status " + client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            System.out.println("failed " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
