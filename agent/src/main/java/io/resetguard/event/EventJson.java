package io.resetguard.event;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as one line of JSON, its keys in the order of {@link EventKey}, {@code counts} last. */
final class EventJson {
    private static final EventKey[] KEYS = EventKey.values();

    private EventJson() {}

    static String line(Event event) {
        StringWriter text = new StringWriter(512);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setHtmlSafe(false);
            json.beginObject();
            for (EventKey key : KEYS) {
                write(json, key, event.get(key));
            }
            writeCounts(json, event.counts());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return escapeHidden(text.toString());
    }

    private static void write(JsonWriter json, EventKey key, @Nullable Object value) throws IOException {
        if (value == null) {
            return;
        }
        json.name(key.text());
        if (value instanceof Long) {
            json.value((Long) value);
        } else if (value instanceof Double) {
            json.jsonValue(EventText.millis((Double) value));
        } else if (value instanceof Boolean) {
            json.value((Boolean) value);
        } else if (value instanceof List) {
            json.beginArray();
            for (Object sentence : (List<?>) value) {
                json.value(sentence.toString());
            }
            json.endArray();
        } else {
            json.value(value.toString());
        }
    }

    private static void writeCounts(JsonWriter json, Map<String, Long> counts) throws IOException {
        if (counts.isEmpty()) {
            return;
        }
        json.name("counts").beginObject();
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.name(count.getKey()).value(count.getValue());
        }
        json.endObject();
    }

    /** What JSON would let through and a terminal obeys; such characters only stand inside strings. */
    private static String escapeHidden(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) < 0x7f) {
            at++;
        }
        if (at == line.length()) {
            return line;
        }
        StringBuilder escaped = new StringBuilder(line.length() + 16).append(line, 0, at);
        while (at < line.length()) {
            int c = line.codePointAt(at);
            if (Texts.isHidden(c)) {
                Texts.appendEscape(escaped, c);
            } else {
                escaped.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return escaped.toString();
    }
}
