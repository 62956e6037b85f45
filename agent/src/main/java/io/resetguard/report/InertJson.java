package io.resetguard.report;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values out of JSON that anybody wrote: texts inert, numbers that can be, lists and counts bounded. One thread. */
final class InertJson {
    private static final int MAX_SENTENCES = 12;
    private static final int MAX_COUNTS = 200;

    private final Inert inert;

    InertJson(Inert inert) {
        this.inert = inert;
    }

    String text(JsonReader json) throws IOException {
        return inert.text(json.nextString());
    }

    /** Not below nothing, for what an event counts or measures cannot be; else {@link EventLine#UNKNOWN}. */
    static double number(JsonReader json) throws IOException {
        // Not nextDouble, to which 1e999 is the end of the line.
        double number = Double.parseDouble(json.nextString());
        return number >= 0 && number <= Long.MAX_VALUE ? number : EventLine.UNKNOWN;
    }

    List<String> sentences(JsonReader json) throws IOException {
        List<String> sentences = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            if (json.peek() == JsonToken.STRING && sentences.size() < MAX_SENTENCES) {
                sentences.add(text(json));
            } else {
                json.skipValue();
            }
        }
        json.endArray();
        return sentences;
    }

    Map<String, Long> counts(JsonReader json) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (json.peek() == JsonToken.NUMBER && counts.size() < MAX_COUNTS) {
                double count = number(json);
                if (count > 0) {
                    counts.put(inert.text(name), (long) count);
                }
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        return counts;
    }
}
