package io.resetguard.it.support;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the application got.
 *
 * @param status of the response, -1 for none
 * @param version of the protocol, where the client says it
 * @param bytes of the body that were read
 * @param sha SHA-256 of them in hex, empty for none
 * @param error the exception's chain of causes, {@code class: message <- class: message}; empty for none
 * @param suppressed how many suppressed exceptions the chain holds
 * @param elapsedMillis from the request to the result
 */
public record Result(
        int status, String version, long bytes, String sha, String error, int suppressed, long elapsedMillis) {

    static Result parse(String line) {
        Map<String, String> values = new HashMap<>();
        for (String part : line.split(" ")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Result(
                Integer.parseInt(values.getOrDefault("status", "")),
                values.getOrDefault("version", ""),
                Long.parseLong(values.getOrDefault("bytes", "")),
                values.getOrDefault("sha", ""),
                values.getOrDefault("error", ""),
                Integer.parseInt(values.getOrDefault("suppressed", "")),
                Long.parseLong(values.getOrDefault("elapsedMs", "")));
    }

    /** Whether an exception reached the application. */
    public boolean failed() {
        return !error.isEmpty();
    }

    /** Short: {@code 200/100}, the body's length after the status, and the error's chain. */
    public String brief() {
        String response = status < 0 ? "" : status + "/" + bytes;
        return failed() ? (response + " " + shortError()).trim() : response;
    }

    /** The chain without package names and local details. */
    public String shortError() {
        return error.replaceAll("\\b[a-z][\\w]*(\\.[a-z][\\w]*)*\\.([A-Z])", "$2");
    }
}
