package io.resetguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/** Of {@code HttpURLConnection}; as large as {@code http.maxConnections}. */
final class UrlConnectionPool implements Pool {

    /** A connection is not free before its response was read. */
    @Override
    public void grow(String url, int count) throws IOException {
        List<InputStream> unread = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            unread.add(new URL(url).openConnection().getInputStream());
        }
        for (InputStream in : unread) {
            readOut(in);
        }
    }

    @Override
    public void request(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        readOut(connection.getInputStream());
    }

    private static void readOut(InputStream response) throws IOException {
        byte[] buffer = new byte[64];
        try (InputStream in = response) {
            int n = in.read(buffer);
            while (n >= 0) {
                n = in.read(buffer);
            }
        }
    }
}
