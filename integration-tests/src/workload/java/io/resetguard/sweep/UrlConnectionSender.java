package io.resetguard.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** {@link HttpURLConnection}; a buffered body it sends again by itself, a streamed one it cannot. */
final class UrlConnectionSender implements SweepProgram.Sender {
    private static final byte[] BODY = "an order".getBytes(StandardCharsets.US_ASCII);

    private final boolean streamed;

    UrlConnectionSender(boolean streamed) {
        this.streamed = streamed;
    }

    @Override
    public void post(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setConnectTimeout(20_000);
        connection.setReadTimeout(20_000);
        connection.setDoOutput(true);
        if (streamed) {
            connection.setFixedLengthStreamingMode(BODY.length);
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(BODY);
        }
        byte[] buffer = new byte[512];
        try (InputStream in = connection.getInputStream()) {
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        }
    }
}
