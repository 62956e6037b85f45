package io.resetguard.library;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.concurrent.ExecutionException;

/** The JDK client of fabric8's Kubernetes client. */
public final class Fabric8Program {
    private static final HttpClient.Factory FACTORY = new JdkHttpClientFactory();
    private static final HttpClient CLIENT = FACTORY.newBuilder().build();

    private Fabric8Program() {}

    public static String send(String method, String url, String body) throws Throwable {
        HttpRequest.Builder request = CLIENT.newHttpRequestBuilder().uri(url);
        if (!body.isEmpty()) {
            request.method(method, "text/plain", body);
        }
        try {
            return CLIENT.sendAsync(request.build(), String.class).get().body();
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
