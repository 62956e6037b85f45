package io.resetguard.library;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;

/** Jersey's client with its default connector, HttpURLConnection. */
public final class JerseyProgram {
    private static final Client CLIENT = ClientBuilder.newClient();

    private JerseyProgram() {}

    public static String send(String method, String url, String body) {
        Invocation.Builder request = CLIENT.target(url).request();
        return body.isEmpty()
                ? request.method(method, String.class)
                : request.method(method, Entity.text(body), String.class);
    }
}
