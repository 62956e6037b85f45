package io.resetguard.workload.harmless;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Ends the JVM on the thread that completes a response, or fails it. */
public final class ExitInCallback {
    private ExitInCallback() {}

    /** Does not return. */
    public static void run(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .whenComplete((response, failure) -> System.exit(4))
                .join();
    }
}
