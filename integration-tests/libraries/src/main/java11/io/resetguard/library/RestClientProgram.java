package io.resetguard.library;

import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient over HttpClient. */
public final class RestClientProgram {
    private static final RestClient CLIENT = RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory())
            .build();

    private RestClientProgram() {}

    public static String send(String method, String url, String body) {
        RestClient.RequestBodySpec request =
                CLIENT.method(HttpMethod.valueOf(method)).uri(URI.create(url));
        if (!body.isEmpty()) {
            request.body(body);
        }
        String response = request.retrieve().body(String.class);
        return response == null ? "" : response;
    }
}
