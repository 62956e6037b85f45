package io.resetguard.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** With {@link HttpURLConnection}. */
final class UrlConnectionSoakClient implements SoakClient {
    @Override
    public String send(SoakRequest request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(request.url()).openConnection();
        connection.setConnectTimeout(request.timeoutMillis);
        connection.setReadTimeout(request.timeoutMillis);
        connection.setRequestMethod(request.method);
        if (request.keyed) {
            connection.setRequestProperty("Idempotency-Key", request.id);
        }
        if (request.body.length > 0) {
            connection.setDoOutput(true);
            if (request.streamed) {
                connection.setFixedLengthStreamingMode(request.body.length);
            }
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.body);
            }
        }
        int status = connection.getResponseCode();
        long bytes = 0;
        byte[] buffer = new byte[4_096];
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            for (int read = in == null ? -1 : in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        }
        return request.complaint(status, String.valueOf(connection.getHeaderField("X-Id")), bytes);
    }
}
