package io.resetguard.workload.conform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What most exercises with {@link HttpURLConnection} need. */
final class Asking {
    private Asking() {}

    static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) new URL(url).openConnection();
    }

    /** A connection for this method, with output where there is a body. */
    static HttpURLConnection open(String method, String url) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setRequestMethod(method);
        return connection;
    }

    static String get(String url) throws IOException {
        return answer(open(url));
    }

    static String post(String url, String body) throws IOException {
        return send(open("POST", url), body);
    }

    /** Writes the body, in two pieces, and reads the answer. */
    static String send(HttpURLConnection connection, String body) throws IOException {
        write(connection, body);
        return answer(connection);
    }

    static void write(HttpURLConnection connection, String body) throws IOException {
        connection.setDoOutput(true);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
    }

    /** Status, all header fields, and the body, whichever stream it is in. */
    static String answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return status + " " + connection.getResponseMessage() + " " + connection.getHeaderFields() + " " + text(body);
    }

    /** A short body as it is, a long one by length and checksum. */
    static String text(InputStream body) throws IOException {
        return body == null ? "no body" : text(bytes(body));
    }

    static String text(byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return body.length < 200
                ? new String(body, StandardCharsets.ISO_8859_1)
                : body.length + " bytes, " + Long.toHexString(sum.getValue());
    }

    static byte[] bytes(InputStream body) throws IOException {
        try (InputStream in = body) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
            return all.toByteArray();
        }
    }
}
