package io.resetguard.exchange;

import java.util.Locale;

/** How far an exchange has come on its connection, in order. */
public enum Phase {
    /** The TCP connection is being opened. */
    CONNECT,
    /** A proxy was asked for a tunnel (RFC 9110 9.3.6). */
    PROXY_TUNNEL,
    TLS_HANDSHAKE,
    WRITE_HEAD,
    WRITE_BODY,
    AWAIT_RESPONSE,
    READ_HEAD,
    READ_BODY,
    /** Nothing but an exception was seen. */
    UNKNOWN;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it; they leave {@link #UNKNOWN} out. */
    public String text() {
        return text;
    }
}
