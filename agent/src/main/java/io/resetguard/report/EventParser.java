package io.resetguard.report;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Reads a line of JSON as far as it is known; what is unknown or of an unexpected type is left out. One thread. */
final class EventParser {
    private static final int MAX_KNOWN = 40;

    private final InertJson values;

    EventParser(Inert inert) {
        this.values = new InertJson(inert);
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
                event.event = values.text(json);
                return true;
            case "agent_version":
                event.agentVersion = values.text(json);
                return true;
            case "id":
                event.id = values.text(json);
                return true;
            case "exchange_id":
                event.exchangeId = values.text(json);
                return true;
            case "client":
                event.client = values.text(json);
                return true;
            case "method":
                event.method = values.text(json);
                return true;
            case "url":
                event.url = values.text(json);
                return true;
            case "origin":
                event.origin = values.text(json);
                return true;
            case "phase":
                event.phase = values.text(json);
                return true;
            case "signal":
                event.signal = values.text(json);
                return true;
            case "cause":
                event.cause = values.text(json);
                return true;
            case "confidence":
                event.confidence = values.text(json);
                return true;
            case "outcome":
                event.outcome = values.text(json);
                return true;
            case "retry_tier":
                event.retryTier = values.text(json);
                return true;
            case "reason":
                event.reason = values.text(json);
                return true;
            case "since":
                event.since = values.text(json);
                return true;
            case "server":
                event.server = values.text(json);
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
                event.pid = InertJson.number(json);
                return true;
            case "connection_age_ms":
                event.connectionAgeMs = InertJson.number(json);
                return true;
            case "connection_requests":
                event.connectionRequests = InertJson.number(json);
                return true;
            case "idle_ms":
                event.idleMs = InertJson.number(json);
                return true;
            case "client_idle_limit_ms":
                event.clientIdleLimitMs = InertJson.number(json);
                return true;
            case "keep_alive_timeout_s":
                event.keepAliveTimeoutS = InertJson.number(json);
                return true;
            case "bytes_sent":
                event.bytesSent = InertJson.number(json);
                return true;
            case "bytes_received":
                event.bytesReceived = InertJson.number(json);
                return true;
            case "status":
                event.status = InertJson.number(json);
                return true;
            case "recovered_ms":
                event.recoveredMs = InertJson.number(json);
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
        double value = InertJson.number(json);
        if (event.known.size() < MAX_KNOWN && value >= 0) {
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
            event.counts = values.counts(json);
            return true;
        }
        if (!whole) {
            return false;
        }
        if (token == JsonToken.STRING && key.equals("error")) {
            event.error = values.text(json);
            return true;
        }
        if (token != JsonToken.BEGIN_ARRAY) {
            return false;
        }
        switch (key) {
            case "evidence":
                event.evidence = values.sentences(json);
                return true;
            case "against":
                event.against = values.sentences(json);
                return true;
            case "advice":
                event.advice = values.sentences(json);
                return true;
            default:
                return false;
        }
    }
}
