package io.resetguard.library;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.IOException;

/** google-http-client with its default transport, HttpURLConnection. */
public final class GoogleHttpProgram {
    private static final HttpRequestFactory REQUESTS = new NetHttpTransport().createRequestFactory();

    private GoogleHttpProgram() {}

    public static String send(String method, String url, String body) throws IOException {
        return REQUESTS.buildRequest(
                        method,
                        new GenericUrl(url),
                        body.isEmpty() ? null : ByteArrayContent.fromString("text/plain", body))
                .execute()
                .parseAsString();
    }
}
