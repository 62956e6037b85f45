package io.resetguard.report;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a line of JSON as far as it is known; what is unknown or of an unexpected type is left out. One thread. */
final class EventParser {
    private static final int MAX_SENTENCES = 12;
    private static final int MAX_COUNTS = 200;

    private final Inert inert;

    EventParser(Inert inert) {
        this.inert = inert;
    }

    /**
     * The event without its sentences, which are most of a line; null where the line is no JSON object.
     */
    @Nullable
    EventLine parse(String line) {
        return parse(line, false);
    }

    /** The same event with evidence, advice and error, as far as they can be had. */
    static EventLine whole(EventLine event) {
        // What was made inert was counted when it was read first.
        EventLine whole = new EventParser(new Inert()).parse(event.json, true);
        return whole == null ? event : whole;
    }

    private @Nullable EventLine parse(String line, boolean whole) {
        try (JsonReader json = new JsonReader(new StringReader(line))) {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                return null;
            }
            EventLine event = new EventLine(line);
            json.beginObject();
            while (json.hasNext()) {
                String key = json.nextName();
                if (!(takeText(event, key, json)
                        || takeNumber(event, key, json)
                        || takeRest(event, key, json, whole))) {
                    json.skipValue();
                }
            }
            json.endObject();
            return json.peek() == JsonToken.END_DOCUMENT ? event : null;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            return null;
        }
    }

    /** Whether the value was taken. */
    private boolean takeText(EventLine event, String key, JsonReader json) throws IOException {
        if (json.peek() != JsonToken.STRING) {
            return false;
        }
        switch (key) {
            case "time":
                event.timeMillis = IsoTime.millis(json.nextString());
                return true;
            case "event":
                event.event = text(json);
                return true;
            case "agent_version":
                event.agentVersion = text(json);
                return true;
            case "id":
                event.id = text(json);
                return true;
            case "exchange_id":
                event.exchangeId = text(json);
                return true;
            case "client":
                event.client = text(json);
                return true;
            case "method":
                event.method = text(json);
                return true;
            case "url":
                event.url = text(json);
                return true;
            case "origin":
                event.origin = text(json);
                return true;
            case "phase":
                event.phase = text(json);
                return true;
            case "signal":
                event.signal = text(json);
                return true;
            case "cause":
                event.cause = text(json);
                return true;
            case "confidence":
                event.confidence = text(json);
                return true;
            case "outcome":
                event.outcome = text(json);
                return true;
            case "retry_tier":
                event.retryTier = text(json);
                return true;
            case "reason":
                event.reason = text(json);
                return true;
            case "since":
                event.since = text(json);
                return true;
            case "server":
                event.server = text(json);
                return true;
            default:
                return false;
        }
    }

    private static boolean takeNumber(EventLine event, String key, JsonReader json) throws IOException {
        if (json.peek() != JsonToken.NUMBER) {
            return false;
        }
        switch (key) {
            case "pid":
                event.pid = number(json);
                return true;
            case "connection_age_ms":
                event.connectionAgeMs = number(json);
                return true;
            case "connection_requests":
                event.connectionRequests = number(json);
                return true;
            case "idle_ms":
                event.idleMs = number(json);
                return true;
            case "keep_alive_timeout_s":
                event.keepAliveTimeoutS = number(json);
                return true;
            case "bytes_sent":
                event.bytesSent = number(json);
                return true;
            case "bytes_received":
                event.bytesReceived = number(json);
                return true;
            case "status":
                event.status = number(json);
                return true;
            case "recovered_ms":
                event.recoveredMs = number(json);
                return true;
            default:
                return takeKnown(event, key, json);
        }
    }

    private static boolean takeKnown(EventLine event, String key, JsonReader json) throws IOException {
        if (!key.startsWith("learned_") && !key.equals("connect_ms") && !key.equals("answer_ms")) {
            return false;
        }
        if (event.known.isEmpty()) {
            event.known = new HashMap<>();
        }
        double value = number(json);
        if (event.known.size() < MAX_COUNTS && value >= 0) {
            event.known.put(key, value);
        }
        return true;
    }

    private boolean takeRest(EventLine event, String key, JsonReader json, boolean whole) throws IOException {
        JsonToken token = json.peek();
        if (token == JsonToken.BOOLEAN && key.equals("connection_reused")) {
            event.connectionReused = json.nextBoolean();
            return true;
        }
        if (token == JsonToken.BEGIN_OBJECT && key.equals("counts")) {
            event.counts = counts(json);
            return true;
        }
        if (!whole) {
            return false;
        }
        if (token == JsonToken.STRING && key.equals("error")) {
            event.error = text(json);
            return true;
        }
        if (token != JsonToken.BEGIN_ARRAY) {
            return false;
        }
        switch (key) {
            case "evidence":
                event.evidence = sentences(json);
                return true;
            case "against":
                event.against = sentences(json);
                return true;
            case "advice":
                event.advice = sentences(json);
                return true;
            default:
                return false;
        }
    }

    private String text(JsonReader json) throws IOException {
        return inert.text(json.nextString());
    }

    /** Not below nothing: what an event counts or measures cannot be. */
    private static double number(JsonReader json) throws IOException {
        // Not nextDouble, to which 1e999 is the end of the line.
        double number = Double.parseDouble(json.nextString());
        return number >= 0 && number <= Long.MAX_VALUE ? number : EventLine.UNKNOWN;
    }

    private List<String> sentences(JsonReader json) throws IOException {
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

    private Map<String, Long> counts(JsonReader json) throws IOException {
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
