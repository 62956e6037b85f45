package io.resetguard.library;

import kong.unirest.core.HttpRequestWithBody;
import kong.unirest.core.HttpResponse;
import kong.unirest.core.Unirest;

/** Unirest 4, over HttpClient. */
public final class UnirestProgram {
    private UnirestProgram() {}

    public static String send(String method, String url, String body) {
        HttpRequestWithBody request = Unirest.request(method, url);
        HttpResponse<String> response =
                body.isEmpty() ? request.asString() : request.body(body).asString();
        return response.getBody();
    }
}
