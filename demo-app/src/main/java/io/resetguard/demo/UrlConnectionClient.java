package io.resetguard.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way most code uses {@link HttpURLConnection}: buffered body, default pool, time limits set. */
final class UrlConnectionClient implements OrdersClient {

    @Override
    public String name() {
        return "HttpURLConnection";
    }

    @Override
    @SuppressWarnings("deprecation") // new URL(String): the only way on Java 8
    public Answer send(String method, String url, byte @Nullable [] body, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(10_000);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        return new Answer(status, drain(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
    }

    /** Reads to the end, so that the connection can be used again. */
    private static long drain(@Nullable InputStream in) throws IOException {
        if (in == null) {
            return 0;
        }
        try (InputStream body = in) {
            byte[] buffer = new byte[8192];
            long total = 0;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                total += n;
            }
            return total;
        }
    }
}
