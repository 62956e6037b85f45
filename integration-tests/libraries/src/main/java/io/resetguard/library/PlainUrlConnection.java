package io.resetguard.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** HttpURLConnection as it is, below a library that retries. */
final class PlainUrlConnection {

    private PlainUrlConnection() {}

    static String send(String method, String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setRequestMethod(method);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        }
        return all.toString("ISO-8859-1");
    }
}
