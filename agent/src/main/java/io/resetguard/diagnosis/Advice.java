package io.resetguard.diagnosis;

import io.resetguard.exchange.Idempotence;
import io.resetguard.exchange.PeerReset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What to do about the JDK's own re-sends. */
public final class Advice {

    /** RFC 9110, 9.2.2. */
    private static final String KEY =
            "an idempotency key lets the server see that a request came twice, whoever sent it again";

    private Advice() {}

    /** For a request that a client of the JDK sent again by itself; empty where that does no harm. */
    public static List<String> forResend(PeerReset after) {
        String method = after.method;
        if (method == null || Idempotence.RFC_9110.isIdempotent(method)) {
            return Collections.emptyList();
        }
        if (after.timedOut) {
            return Collections.unmodifiableList(Arrays.asList(
                    "JDK 26 and 27: once the peer has refused a request, HttpClient sends it again after any failure, a"
                            + " time-out too; jdk-resend=block keeps it from that",
                    KEY));
        }
        if (after.client.equals("HttpClient")) {
            return Collections.unmodifiableList(Arrays.asList(
                    "HttpClient sends a " + known(method) + " again only where the peer said that it was not processed"
                            + " (HTTP/2), or with -Djdk.httpclient.enableAllMethodRetry: do not set that",
                    KEY));
        }
        String streaming = "setFixedLengthStreamingMode(length) or setChunkedStreamingMode(0): a streamed body is never"
                + " sent again";
        if (!method.equals("POST")) {
            return Collections.unmodifiableList(Arrays.asList(streaming, KEY));
        }
        return Collections.unmodifiableList(Arrays.asList(
                "-Dsun.net.http.retryPost=false: HttpURLConnection no longer sends a POST again when the answer fails to"
                        + " come; it still does when the connection breaks while the request is being written, and"
                        + " the setting is for POST only",
                streaming,
                KEY));
    }

    /** A method is a word of the application's: only one that is known is repeated. */
    private static String known(String method) {
        return method.equals("POST") || method.equals("PATCH") ? method : "request of this method";
    }
}
