package io.resetguard.event;

/**
 * Every key of an event, in the order they are written. A key whose value is unknown is left out. {@code _ms} are decimal
 * milliseconds, {@code _s} seconds, sizes bytes.
 */
public enum EventKey {
    TIME("time"),
    EVENT("event"),
    AGENT_VERSION("agent_version"),
    PID("pid"),
    THREAD("thread"),
    /** Of this event. */
    ID("id"),
    /** Shared by all events of one request. */
    EXCHANGE_ID("exchange_id"),
    CLIENT("client"),
    CALLER("caller"),
    METHOD("method"),
    URL("url"),
    ORIGIN("origin"),
    TRACE_ID("trace_id"),
    PROTOCOL("protocol"),
    TLS("tls"),
    PROXY("proxy"),
    LOCAL("local"),
    REMOTE("remote"),
    CONNECTION_ID("connection_id"),
    CONNECTION_AGE_MS("connection_age_ms"),
    CONNECTION_REUSED("connection_reused"),
    CONNECTION_REQUESTS("connection_requests"),
    NEW_CONNECTION_ID("new_connection_id"),
    IDLE_MS("idle_ms"),
    KEEP_ALIVE_TIMEOUT_S("keep_alive_timeout_s"),
    KEEP_ALIVE_MAX("keep_alive_max"),
    CLIENT_IDLE_LIMIT_MS("client_idle_limit_ms"),
    PHASE("phase"),
    BYTES_SENT("bytes_sent"),
    BYTES_RECEIVED("bytes_received"),
    ELAPSED_MS("elapsed_ms"),
    SINCE_LAST_WRITE_MS("since_last_write_ms"),
    SIGNAL("signal"),
    ERROR("error"),
    H2_ERROR("h2_error"),
    H2_LAST_STREAM_ID("h2_last_stream_id"),
    H2_STREAM_ID("h2_stream_id"),
    EXCHANGES("exchanges"),
    CAUSE("cause"),
    CONFIDENCE("confidence"),
    EVIDENCE("evidence"),
    AGAINST("against"),
    /** Written last in text, in its place in JSON. */
    ADVICE("advice"),
    SENDS("sends"),
    OUTCOME("outcome"),
    RETRY_TIER("retry_tier"),
    REASON("reason"),
    STATUS("status"),
    RECOVERED_MS("recovered_ms"),

    // Of origin events only.
    /** Since when it is counted. */
    SINCE("since"),
    /** The product in the peer's Server header. */
    SERVER("server"),
    CONNECT_MS("connect_ms"),
    ANSWER_MS("answer_ms"),
    LEARNED_IDLE_MS("learned_idle_ms"),
    LEARNED_IDLE_SAMPLES("learned_idle_samples"),
    /** From 0 to 1. */
    LEARNED_IDLE_CONFIDENCE("learned_idle_confidence"),
    LEARNED_AGE_MS("learned_age_ms"),
    LEARNED_AGE_SAMPLES("learned_age_samples"),
    LEARNED_REQUESTS("learned_requests"),
    LEARNED_REQUESTS_SAMPLES("learned_requests_samples");

    private final String text;

    EventKey(String text) {
        this.text = text;
    }

    /** As written in text and JSON. */
    public String text() {
        return text;
    }
}
