package io.resetguard.it.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads HTTP/1.1 requests from a connection, byte by byte from a buffered stream. One thread. */
public final class RequestReader {
    /** So much of a body is kept. */
    static final int START_BYTES = 32;

    private final InputStream in;
    private final ByteArrayOutputStream bodyStart = new ByteArrayOutputStream();

    public RequestReader(InputStream in) {
        this.in = in;
    }

    /** The lines of the next head, or an empty array at the end of the connection. */
    public String[] readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int lineBytes = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && lineBytes == 0) {
                return head.toString(StandardCharsets.ISO_8859_1).split("\r?\n");
            }
            lineBytes = next == '\n' ? 0 : next == '\r' ? lineBytes : lineBytes + 1;
        }
        return new String[0];
    }

    /** The header fields of a head, by lower-case name; several of a name are one, with commas between. */
    public static Map<String, String> headers(String[] head) {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                headers.merge(
                        head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        head[i].substring(colon + 1).trim(),
                        (first, more) -> first + ", " + more);
            }
        }
        return headers;
    }

    /** Reads the body that the headers announce, but no more than {@code most} bytes; returns how many. */
    public long readBody(ReceivedRequest request, long most) throws IOException {
        if (request.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            return readChunks(most);
        }
        String length = request.header("content-length");
        return length.isEmpty() ? 0 : readFully(Math.min(most, Long.parseLong(length)));
    }

    /** The first bytes of all bodies that were read so far, as ISO 8859-1. */
    public String bodyStart() {
        return bodyStart.toString(StandardCharsets.ISO_8859_1);
    }

    private long readChunks(long most) throws IOException {
        long total = 0;
        while (total < most) {
            int size = Integer.parseInt(readLine().split(";")[0].trim(), 16);
            if (size == 0) {
                skipTrailers();
                return total;
            }
            long take = Math.min(size, most - total);
            total += readFully(take);
            if (take == size) {
                readLine();
            }
        }
        return total;
    }

    private void skipTrailers() throws IOException {
        String trailer = readLine();
        while (!trailer.isEmpty()) {
            trailer = readLine();
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the client closed inside a chunked body");
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }

    private long readFully(long bytes) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the client closed with " + left + " bytes of its body missing");
            }
            bodyStart.write(buffer, 0, Math.min(read, START_BYTES - bodyStart.size()));
            left -= read;
        }
        return bytes;
    }
}
