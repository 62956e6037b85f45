package io.resetguard.event;

/** What an event tells: the closed set of the key {@code event}. */
public enum EventType {
    /** The peer, or something in between, ended a connection or stream that an exchange was using. */
    PEER_RESET("peer_reset"),
    /** The JDK sent a request again by itself. */
    JDK_RESEND("jdk_resend"),
    /** The agent sent a request again. */
    RETRY("retry"),
    /** The agent could have sent it again and did not. */
    RETRY_SUPPRESSED("retry_suppressed"),
    /** A pooled connection was not reused. */
    PREVENTED("prevented"),
    /** A response body ended before its announced length. */
    TRUNCATED_BODY("truncated_body"),
    /** What is known of an origin. */
    ORIGIN("origin"),
    /** Start, stop, a fault of the agent's own; told apart by {@code reason}. */
    AGENT("agent");

    private final String text;
    private final String words;

    EventType(String text) {
        this.text = text;
        this.words = text.replace('_', ' ');
    }

    /** As in JSON and in logger names, e.g. {@code peer_reset}. */
    public String text() {
        return text;
    }

    /** As a line of text begins, e.g. {@code peer reset}. */
    public String words() {
        return words;
    }
}
