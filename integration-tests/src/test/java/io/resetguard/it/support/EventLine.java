package io.resetguard.it.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One event of the agent, by the contract's keys. Immutable by convention. */
public final class EventLine {
    private final JsonObject json;

    EventLine(JsonObject json) {
        this.json = json;
    }

    /** The event's name: {@code peer_reset}, {@code jdk_resend}, … */
    public String event() {
        return text("event").orElse("");
    }

    public String exchangeId() {
        return text("exchange_id").orElse("");
    }

    public String outcome() {
        return text("outcome").orElse("");
    }

    public String phase() {
        return text("phase").orElse("");
    }

    public String signal() {
        return text("signal").orElse("");
    }

    public String cause() {
        return text("cause").orElse("");
    }

    public String url() {
        return text("url").orElse("");
    }

    /** {@code scheme://host:port}. */
    public String origin() {
        return text("origin").orElse("");
    }

    public OptionalLong sends() {
        return number("sends");
    }

    public Optional<Boolean> connectionReused() {
        return has("connection_reused")
                ? Optional.of(json.get("connection_reused").getAsBoolean())
                : Optional.empty();
    }

    public OptionalDouble idleMillis() {
        return decimal("idle_ms");
    }

    /** Of any key with one value, as text. */
    public Optional<String> text(String key) {
        return has(key) && json.get(key).isJsonPrimitive()
                ? Optional.of(json.get(key).getAsString())
                : Optional.empty();
    }

    public OptionalLong number(String key) {
        return has(key) ? OptionalLong.of(json.get(key).getAsLong()) : OptionalLong.empty();
    }

    public OptionalDouble decimal(String key) {
        return has(key) ? OptionalDouble.of(json.get(key).getAsDouble()) : OptionalDouble.empty();
    }

    /** One of {@code counts}, which the agent's own events have; 0 where it is not there. */
    public long count(String name) {
        JsonElement counts =
                has("counts") ? json.get("counts").getAsJsonObject().get(name) : null;
        return counts == null ? 0 : counts.getAsLong();
    }

    /** The sentences of {@code evidence}, {@code against} or {@code advice}. */
    public List<String> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        JsonElement value = json.get(key);
        return value.isJsonArray()
                ? StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of(value.getAsString());
    }

    public Set<String> keys() {
        return Set.copyOf(json.keySet());
    }

    private boolean has(String key) {
        return json.has(key) && !json.get(key).isJsonNull();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
