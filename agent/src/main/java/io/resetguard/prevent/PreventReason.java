package io.resetguard.prevent;

import java.util.Locale;

/** Why a pooled connection was not used again: a closed set, the key {@code reason} of events. */
public enum PreventReason {
    /** The peer had closed it. */
    PEER_CLOSED,
    /** Bytes that no request asked for lay in it. */
    UNREAD_BYTES,
    /** HTTP/2: the peer had said that it takes no new streams. */
    GOAWAY,
    /** HTTP/2: for longer than the origin ever took, no frame came after what was written. */
    H2_UNRESPONSIVE,
    /** {@code prevent.max-idle}. */
    MAX_IDLE,
    /** {@code prevent.max-age}. */
    MAX_AGE,
    /** A sibling, idle for no longer, had turned out to be stale. */
    SIBLING_STALE,
    /** The peer announced in {@code Keep-Alive} that it would wait no longer. */
    ANNOUNCED_IDLE,
    /** The peer announced in {@code Keep-Alive} that it takes no further request. */
    ANNOUNCED_REQUESTS,
    /** The peer had answered {@code Connection: close}, in a way that the JDK does not understand. */
    ANNOUNCED_CLOSE,
    /** The origin was seen to end connections that are idle for so long. */
    LEARNED_IDLE,
    /** The origin was seen to end connections of this age. */
    LEARNED_AGE,
    /** The origin was seen to end connections after so many requests. */
    LEARNED_REQUESTS;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }
}
