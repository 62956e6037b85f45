package io.resetguard.library;

import feign.Feign;
import feign.RequestLine;
import java.net.URI;

/** OpenFeign, over HttpURLConnection. Its default is to send a request up to five times, a POST too. */
public final class FeignProgram {
    /** What Feign makes a client of. */
    interface Api {
        @RequestLine("GET")
        String get(URI url);

        @RequestLine("POST")
        String post(URI url, String body);
    }

    private static final Api API = Feign.builder().target(Api.class, "http://127.0.0.1");

    private FeignProgram() {}

    public static String send(String method, String url, String body) {
        URI uri = URI.create(url);
        return method.equals("GET") ? API.get(uri) : API.post(uri, body);
    }
}
