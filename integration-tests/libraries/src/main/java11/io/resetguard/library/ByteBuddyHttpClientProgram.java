package io.resetguard.library;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** HttpClient beside {@link ByteBuddyCompany}. */
public final class ByteBuddyHttpClientProgram {
    private static final HttpClient CLIENT;

    static {
        ByteBuddyCompany.counts("jdk.internal.net.http.HttpClientImpl", "send");
        CLIENT = HttpClient.newHttpClient();
    }

    private ByteBuddyHttpClientProgram() {}

    public static String send(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        CLIENT.send(request, BodyHandlers.ofString());
        return ByteBuddyCompany.calls();
    }
}
