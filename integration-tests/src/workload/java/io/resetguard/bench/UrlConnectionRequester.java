package io.resetguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** {@code HttpURLConnection}. Thread-safe. */
final class UrlConnectionRequester implements Requester {
    private final String url;

    UrlConnectionRequester(String url) {
        this.url = url;
    }

    @Override
    public void request() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        byte[] buffer = new byte[256];
        try (InputStream in = connection.getInputStream()) {
            int n = in.read(buffer);
            while (n >= 0) {
                n = in.read(buffer);
            }
        }
    }
}
