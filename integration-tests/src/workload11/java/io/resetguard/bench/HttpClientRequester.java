package io.resetguard.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** {@code java.net.http}, HTTP/1.1, {@code send}. */
public final class HttpClientRequester implements BenchWorkload.Requester {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;

    /** For requests to one URL. */
    public HttpClientRequester(String url) {
        request = HttpRequest.newBuilder(URI.create(url)).build();
    }

    @Override
    public void request() throws Exception {
        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
