package io.resetguard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code java.net.http}, {@code send}; HTTP/2 where the URL's path ends in h2. Thread-safe. */
public final class HttpClientRequester implements Requester {
    private final HttpClient client;
    private final HttpRequest request;

    /** For requests to one URL. */
    public HttpClientRequester(String url) {
        boolean isHttp2 = url.endsWith("/h2");
        client = HttpClient.newBuilder()
                .version(isHttp2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .build();
        request = HttpRequest.newBuilder(URI.create(url)).build();
    }

    @Override
    public void request() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.version() != client.version()) {
            throw new IOException(response.version() + " instead of " + client.version());
        }
    }
}
