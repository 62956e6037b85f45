package io.resetguard.config;

import java.util.Map;

/**
 * The agent argument, {@code key=value,key="a, b"}: read character by character. A quote only counts where a value
 * begins; inside it, a backslash stands for the character after it if that is the quote or a backslash.
 */
final class Arguments {
    private final String text;
    private final Map<String, String> values;
    private final Problems problems;
    private int at;

    private Arguments(String text, Map<String, String> values, Problems problems) {
        this.text = text;
        this.values = values;
        this.problems = problems;
    }

    /** Puts what is there into {@code values}; of a key given twice the first counts. */
    static void read(String text, Map<String, String> values, Problems problems) {
        new Arguments(text, values, problems).readAll();
    }

    private void readAll() {
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ',') {
                at++;
            }
            String key = text.substring(from, at).trim();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                take(key, value(key));
            } else if (!key.isEmpty()) {
                problems.argumentWithoutValue(key);
            }
            at++;
        }
    }

    private void take(String key, String value) {
        if (values.containsKey(key)) {
            problems.argumentTwice(key, value);
            return;
        }
        values.put(key, value);
    }

    private String value(String key) {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            return quoted(key, text.charAt(at));
        }
        int from = at;
        skipToComma();
        return text.substring(from, at).trim();
    }

    private String quoted(String key, char quote) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                skipToComma();
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\')) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        problems.quoteNotClosed(key);
        return value.toString();
    }

    private void skipToComma() {
        while (at < text.length() && text.charAt(at) != ',') {
            at++;
        }
    }
}
