package io.resetguard.workload;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of the protocol: a word, then {@code key=value} pairs with URL-encoded values; a bare key means true. */
final class Command {
    final String word;
    private final Map<String, String> values = new LinkedHashMap<String, String>();

    Command(String line) {
        String[] parts = line.trim().split(" +");
        word = parts[0];
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0) {
                values.put(parts[i], "true");
            } else {
                values.put(parts[i].substring(0, equals), decode(parts[i].substring(equals + 1)));
            }
        }
    }

    String text(String key, String otherwise) {
        String value = values.get(key);
        return value == null ? otherwise : value;
    }

    boolean is(String key, String value) {
        return value.equals(values.get(key));
    }

    boolean has(String key) {
        return values.containsKey(key) && !is(key, "false");
    }

    int number(String key, int otherwise) {
        return has(key) ? Integer.parseInt(values.get(key)) : otherwise;
    }

    /** The value as {@code name:value;name:value}. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<String, String>();
        for (String header : text("headers", "").split(";")) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(
                        header.substring(0, colon), header.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    /** The request body that was asked for: {@code body} bytes. */
    byte[] body() {
        byte[] body = new byte[number("body", 0)];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) ('0' + i % 10);
        }
        return body;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
