package io.resetguard.it.support;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A request as the server saw it.
 *
 * @param number of this request on the server, the first is 1
 * @param connection number of its connection, the first is 1
 * @param onConnection number of this request on its connection, the first is 1
 * @param method of the request line
 * @param path the request line's target as it came
 * @param headers by lower-case name; several are one, with commas between
 * @param bodyBytes how many bytes of the body were read
 * @param time when its head was complete
 */
public record ReceivedRequest(
        int number,
        int connection,
        int onConnection,
        String method,
        String path,
        Map<String, String> headers,
        long bodyBytes,
        Instant time) {

    /** The header's value, or an empty string. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean expectsContinue() {
        return header("expect").equalsIgnoreCase("100-continue");
    }

    ReceivedRequest withBodyBytes(long bytes) {
        return new ReceivedRequest(number, connection, onConnection, method, path, headers, bytes, time);
    }
}
