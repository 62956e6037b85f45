package io.resetguard.library;

import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.web.client.RestTemplate;

/** Spring's RestTemplate with its default request factory, HttpURLConnection. */
public final class RestTemplateProgram {
    private static final RestTemplate TEMPLATE = new RestTemplate();

    private RestTemplateProgram() {}

    public static String send(String method, String url, String body) {
        RequestEntity<?> request = body.isEmpty()
                ? new RequestEntity<>(HttpMethod.valueOf(method), URI.create(url))
                : RequestEntity.method(HttpMethod.valueOf(method), URI.create(url))
                        .body(body);
        String response = TEMPLATE.exchange(request, String.class).getBody();
        return response == null ? "" : response;
    }
}
