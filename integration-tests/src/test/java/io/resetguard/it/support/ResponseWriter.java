package io.resetguard.it.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The bytes of responses, whole and cut. Writes each piece at once, so that none waits for the next. */
final class ResponseWriter {
    private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final OutputStream out;
    private final boolean withBody;

    /** {@code withBody} is false for an answer to HEAD. */
    ResponseWriter(OutputStream out, boolean withBody) {
        this.out = out;
        this.withBody = withBody;
    }

    void whole(ServerStep step, String... moreHeaders) throws IOException {
        boolean bodyless = step.status() == 204 || step.status() == 304;
        String length = bodyless ? "" : "Content-Length: " + step.bodyBytes() + "\r\n";
        byte[] body = bodyless || !withBody ? new byte[0] : body(step.bodyBytes());
        byte[] head = text(statusLine(step) + headers(step, moreHeaders) + length + "\r\n");
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        write(all);
    }

    void partOfStatusLine() throws IOException {
        write(text("HTT"));
    }

    /** Ends before any length, unless the step has a header for it. */
    void partOfHead(ServerStep step) throws IOException {
        write(text(statusLine(step) + headers(step) + "X-Cut: he"));
    }

    void partOfBody(ServerStep step) throws IOException {
        write(text(statusLine(step) + headers(step) + "Content-Length: " + step.bodyBytes() + "\r\n\r\n"));
        write(body(step.cutBytes()));
    }

    void partOfChunks(ServerStep step) throws IOException {
        write(text(statusLine(step) + headers(step) + "Transfer-Encoding: chunked\r\n\r\n"));
        write(text(Integer.toHexString(step.bodyBytes()) + "\r\n"));
        write(body(step.cutBytes()));
    }

    void interim(int status, String reason) throws IOException {
        write(text("HTTP/1.1 " + status + " " + reason + "\r\n\r\n"));
    }

    void switchToWebSocket(String key) throws IOException {
        write(text("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n"));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static String statusLine(ServerStep step) {
        return "HTTP/1.1 " + step.status() + " Scripted\r\n";
    }

    private static String headers(ServerStep step, String... more) {
        StringBuilder lines = new StringBuilder("Server: scripted/1\r\nContent-Type: text/plain\r\n");
        step.headers().forEach(line -> lines.append(line).append("\r\n"));
        Arrays.stream(more).forEach(line -> lines.append(line).append("\r\n"));
        return lines.toString();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text(key + WEBSOCKET_GUID));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body that every scripted response has: the letters from a to z, over and over. */
    static byte[] body(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) ('a' + i % 26);
        }
        return body;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
