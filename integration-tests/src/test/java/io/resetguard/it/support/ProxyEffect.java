package io.resetguard.it.support;

/** What {@link ScriptedProxy} does to one connection. */
public enum ProxyEffect {
    /** Passes everything on, in both directions, an RST of the origin too. */
    FORWARD,
    /** Reads the first request's head (CONNECT or another), then RST. */
    RESET_BEFORE_ANSWER,
    /** Reads the first request's head (CONNECT or another), then FIN. */
    CLOSE_BEFORE_ANSWER,
    /** Answers CONNECT with 407 and a Basic challenge, and closes. */
    ASK_FOR_CREDENTIALS,
    /** Answers CONNECT with 502 and closes. */
    REFUSE_TUNNEL,
    /** Answers CONNECT with 200, waits for the client's first byte, then RST. */
    RESET_AFTER_TUNNEL,
    /** Passes everything on, until half of the first piece of the origin's answer went to the client; then RST. */
    RESET_IN_RESPONSE
}
