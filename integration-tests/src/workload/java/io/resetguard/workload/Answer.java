package io.resetguard.workload;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;

/** What one request came to; printed as one {@code result} line. Filled by the request's thread. */
final class Answer {
    private final String id;
    private final long startNanos = System.nanoTime();
    private int status = -1;
    private String version = "";
    private long bytes;
    private final MessageDigest digest = sha256();
    private String error = "";
    private int suppressed;

    Answer(String id) {
        this.id = id;
    }

    void status(int newStatus) {
        status = newStatus;
    }

    void version(String newVersion) {
        version = newVersion;
    }

    void body(byte[] buffer, int length) {
        bytes += length;
        digest.update(buffer, 0, length);
    }

    /** The whole chain of causes, each as {@code class: message}. */
    void failed(Throwable failure) {
        StringBuilder chain = new StringBuilder();
        int depth = 0;
        for (Throwable next = failure; next != null && depth < 10; next = next.getCause(), depth++) {
            chain.append(depth == 0 ? "" : " <- ")
                    .append(next.getClass().getName())
                    .append(": ")
                    .append(next.getMessage());
            suppressed += next.getSuppressed().length;
        }
        error = chain.toString();
    }

    String line() {
        return "result id=" + id + " status=" + status + " version=" + version + " bytes=" + bytes + " sha=" + sha()
                + " error=" + encode(error) + " suppressed=" + suppressed
                + " elapsedMs=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    private String sha() {
        StringBuilder hex = new StringBuilder();
        for (byte b : bytes == 0 ? new byte[0] : digest.digest()) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        try {
            return URLEncoder.encode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
