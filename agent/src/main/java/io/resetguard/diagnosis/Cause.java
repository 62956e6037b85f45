package io.resetguard.diagnosis;

import java.util.Locale;

/** Why a peer ended a connection or a stream: the closed set that events name. Not each has a rule yet. */
public enum Cause {
    /** The peer closed an idle connection just as, or before, it was used again. */
    STALE_KEEP_ALIVE,
    MIDDLEBOX_DROPPED,
    /** The peer allows only so many requests on, or such an age of, one connection. */
    MAX_REQUESTS_OR_AGE,
    /** The server, or what stands before it, went away with all its connections. */
    SERVER_RESTART,
    TARGET_REMOVED,
    TLS_HANDSHAKE,
    /** The peer did not want the request's body. */
    REQUEST_REJECTED_WHILE_SENDING,
    BACKLOG_OVERFLOW,
    FILTERED,
    RATE_LIMITED,
    CONNTRACK_INVALID,
    SERVER_ABORTED,
    CLIENT_PAUSED,
    PROTOCOL_UPGRADE,
    WRONG_SCHEME_OR_PORT,
    POISONED_CONNECTION,
    /** An HTTP/2 error code, for a stream or for the connection. */
    H2_CONNECTION_ERROR,
    /** GOAWAY with NO_ERROR. */
    H2_GRACEFUL_CLOSE,
    /** The application took a part of a body for the whole. */
    RESPONSE_TRUNCATED,
    /** In the middle of a response; why is not known. */
    RESPONSE_CUT,
    /** Before any byte of a response; no more is known. */
    CLOSED_BEFORE_RESPONSE,
    UNKNOWN;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }
}
