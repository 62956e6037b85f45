package io.resetguard.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as one line for people: its name, then {@code key=value} pairs in the order of {@link EventKey}, the advice
 * last. A value with blanks or quotes is quoted; a list is one quoted text, its sentences parted by {@code "; "}. Whatever
 * a peer sent, the line stays one line: control and hidden characters are escaped.
 */
final class EventText {
    /** A longer value ends in an ellipsis; {@code events} has it up to {@link EventBuilder#MAX_TEXT_CHARS}. */
    static final int MAX_VALUE_CHARS = 1024;

    private static final EventKey[] KEYS = EventKey.values();

    private EventText() {}

    static String line(Event event) {
        StringBuilder line = new StringBuilder(512).append(event.type().words());
        for (EventKey key : KEYS) {
            if (key != EventKey.EVENT && key != EventKey.ADVICE) {
                append(line, key, event.get(key));
            }
        }
        if (!event.counts().isEmpty()) {
            appendPair(line, "counts", counts(event));
        }
        append(line, EventKey.ADVICE, event.get(EventKey.ADVICE));
        return line.toString();
    }

    /** Milliseconds with one decimal. */
    static String millis(double millis) {
        long tenths = Math.round(millis * 10);
        return tenths / 10 + "." + Math.abs(tenths % 10);
    }

    private static void append(StringBuilder line, EventKey key, @Nullable Object value) {
        if (value instanceof Double) {
            appendPair(line, key.text(), millis((Double) value));
        } else if (value instanceof List) {
            appendQuoted(line, key.text(), sentences((List<?>) value));
        } else if (value != null) {
            appendPair(line, key.text(), value.toString());
        }
    }

    private static String sentences(List<?> sentences) {
        StringBuilder text = new StringBuilder();
        for (Object sentence : sentences) {
            text.append(text.length() == 0 ? "" : "; ").append(sentence);
        }
        return text.toString();
    }

    private static String counts(Event event) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> count : event.counts().entrySet()) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(count.getKey())
                    .append('=')
                    .append(count.getValue());
        }
        return text.toString();
    }

    private static void appendPair(StringBuilder line, String key, String value) {
        if (needsQuotes(value)) {
            appendQuoted(line, key, value);
        } else {
            line.append(' ').append(key).append('=').append(Texts.cut(value, MAX_VALUE_CHARS));
        }
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            if (c == '"' || c == '\\' || c == '$' || Texts.isHidden(c) || Character.isSpaceChar(c)) {
                return true;
            }
        }
        return value.isEmpty();
    }

    private static void appendQuoted(StringBuilder line, String key, String whole) {
        String value = Texts.cut(whole, MAX_VALUE_CHARS);
        line.append(' ').append(key).append("=\"");
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            appendEscaped(line, value, i);
        }
        line.append('"');
    }

    private static void appendEscaped(StringBuilder line, String value, int at) {
        int c = value.codePointAt(at);
        if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
        } else if (c == '\n') {
            line.append("\\n");
        } else if (c == '\r') {
            line.append("\\r");
        } else if (c == '\t') {
            line.append("\\t");
        } else if (Texts.isHidden(c) || (c == '$' && value.startsWith("${", at))) {
            // "${": some logging back ends look such things up inside messages.
            Texts.appendEscape(line, c);
        } else {
            line.appendCodePoint(c);
        }
    }
}
