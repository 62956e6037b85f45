package io.resetguard.it.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request for a {@link Workload} to send: the keys that {@code UrlConnectionWorkload} and
 * {@code HttpClientWorkload} document. Immutable.
 */
public final class Request {
    private final Map<String, String> keys;

    private Request(Map<String, String> keys) {
        this.keys = keys;
    }

    /** A request with this method; POST, PUT and PATCH get a body of 100 bytes. */
    public static Request of(String method) {
        Request request = new Request(Map.of()).with("method", method);
        return method.matches("POST|PUT|PATCH") ? request.with("body", 100) : request;
    }

    /** The request with this key as well. */
    public Request with(String key, Object value) {
        Map<String, String> more = new TreeMap<>(keys);
        more.put(key, String.valueOf(value));
        return new Request(more);
    }

    /** The request with this key set to true. */
    public Request with(String key) {
        return with(key, true);
    }

    public String method() {
        return keys.getOrDefault("method", "GET");
    }

    /** The value of this key; empty where it has none. */
    public String key(String key) {
        return keys.getOrDefault(key, "");
    }

    /** The key {@code name}, which the clients ignore: where a test tells its requests apart. */
    public String name() {
        return keys.getOrDefault("name", keys.getOrDefault("method", "GET"));
    }

    String line(int id) {
        return keys.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" ", "request id=" + id + " ", ""));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
