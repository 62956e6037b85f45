package io.resetguard.soak;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * One request of {@link SoakProgram}. To HTTP/1.1 its id is in the path and comes back in a header; to HTTP/2, whose
 * scripted server reads no heads, the length of its body comes back as the length of the response, and the body of a POST
 * without a key begins with its id. Immutable.
 */
final class SoakRequest {
    private static final int TIMEOUT_MILLIS = 2_500;
    private static final int LEAST_BODY = 32;
    private static final int MOST_BODY = 20_000;
    private static final int MOST_HTTP2_BODY = 4_000;

    final String id;
    final String origin;
    final boolean http2;
    final String method;
    /** Empty: none. */
    final byte[] body;

    final boolean keyed;
    final boolean streamed;
    final boolean async;
    final int timeoutMillis = TIMEOUT_MILLIS;

    SoakRequest(String id, String origin, Random random) {
        this.id = id;
        this.origin = origin;
        this.http2 = origin.startsWith("h2:");
        int kind = random.nextInt(3);
        this.method = kind == 0 ? (http2 ? "PUT" : "GET") : kind == 1 ? "PUT" : "POST";
        this.keyed = random.nextInt(3) == 0;
        this.streamed = random.nextInt(4) == 0;
        this.async = random.nextBoolean();
        int length = LEAST_BODY + random.nextInt(http2 ? MOST_HTTP2_BODY : MOST_BODY);
        this.body = method.equals("GET") ? new byte[0] : new byte[length];
        if (method.equals("POST") && !keyed) {
            byte[] start = ("POST " + id + ";").getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(start, 0, body, 0, start.length);
        }
    }

    String url() {
        return origin.replaceFirst("^h2:", "") + "/" + id;
    }

    /** What is wrong with the answer; empty: nothing. */
    String complaint(int status, String answeredId, long bytes) {
        if (status != 200) {
            return "";
        }
        if (http2) {
            return bytes == body.length ? "" : "sent " + body.length + " bytes, got the answer to " + bytes;
        }
        return id.equals(answeredId) ? "" : "sent " + id + ", got the answer to " + answeredId;
    }
}
