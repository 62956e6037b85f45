package io.resetguard.it.support;

/** What {@link ScriptedServer} does to one connection or one request. "Reset" is a TCP RST, "close" a FIN. */
public enum SocketEffect {
    /** RST as soon as the connection is accepted. */
    RESET_ON_ACCEPT(Reads.NOTHING),
    /** Reads the ClientHello, then RST. */
    RESET_IN_TLS_HANDSHAKE(Reads.NOTHING),
    /** Reads the ClientHello, then FIN. */
    CLOSE_IN_TLS_HANDSHAKE(Reads.NOTHING),
    /** Reads the ClientHello and answers it with a fatal alert, handshake_failure, then FIN. */
    ALERT_IN_TLS_HANDSHAKE(Reads.NOTHING),
    /** Reads the ClientHello and answers it with an HTTP/1.1 400 in plain text. */
    PLAINTEXT_ON_TLS(Reads.NOTHING),
    /** A connection as it should be: what happens is decided for each request. */
    SERVE(Reads.NOTHING),

    /** A complete response; the connection stays open. */
    RESPOND(Reads.ALL),
    /** A complete response with {@code Connection: close}, then FIN. */
    RESPOND_CLOSE(Reads.ALL),
    /** A complete response, then FIN after the idle time, without notice. */
    CLOSE_WHILE_IDLE(Reads.ALL),
    /** A complete response, then RST after the idle time, without notice. */
    RESET_WHILE_IDLE(Reads.ALL),
    /** A complete response, then after the idle time a 408 that nobody asked for, then FIN. */
    UNSOLICITED_408(Reads.ALL),
    /** {@code 100 Continue} before the body, whether asked for or not, then a complete response. */
    CONTINUE_100(Reads.ALL),
    /** 302 to the step's location. */
    REDIRECT(Reads.ALL),
    /** 401 with a Basic challenge. */
    UNAUTHORIZED_401(Reads.ALL),
    /** Never answers; ends with the server. */
    STALL(Reads.ALL),
    /** Never answers; waits for the client to close, and says when it has. */
    AWAIT_CLOSE(Reads.ALL),

    /** The whole request is read, then RST: on a reused connection, the keep-alive race made certain. */
    RESET_BEFORE_RESPONSE(Reads.ALL),
    /** The whole request is read, then FIN. */
    CLOSE_BEFORE_RESPONSE(Reads.ALL),
    /** Three bytes of the status line, then RST. */
    RESET_IN_STATUS_LINE(Reads.ALL),
    /** Status line and a part of the headers, then RST. */
    RESET_IN_HEAD(Reads.ALL),
    /** Status line and a part of the headers, then FIN. */
    CLOSE_IN_HEAD(Reads.ALL),
    /** A part of a Content-Length body, then RST. */
    RESET_IN_BODY(Reads.ALL),
    /** A part of a Content-Length body, then FIN. */
    CLOSE_IN_BODY(Reads.ALL),
    /** A part of a chunked body, then RST. */
    RESET_IN_CHUNKED_BODY(Reads.ALL),
    /** A part of a chunked body, then FIN. */
    CLOSE_IN_CHUNKED_BODY(Reads.ALL),
    /** The head and some bytes of the body are read, then RST. */
    RESET_DURING_UPLOAD(Reads.SOME),
    /** The head and some bytes of the body are read, then 413 and close over the unread rest. */
    EARLY_413_AND_CLOSE(Reads.SOME),

    /** 101 to a WebSocket, which stays open until the client closes it. */
    WEBSOCKET(Reads.ALL),
    /** 101 to a WebSocket, then RST. */
    WEBSOCKET_RESET(Reads.ALL);

    /** How much of the request is read before the effect. */
    enum Reads {
        NOTHING,
        SOME,
        ALL
    }

    final Reads reads;

    SocketEffect(Reads reads) {
        this.reads = reads;
    }

    /** Whether this is decided when the connection is accepted, before any request. */
    public boolean onAccept() {
        return reads == Reads.NOTHING;
    }

    /** This effect with the usual numbers. */
    public ServerStep step() {
        return ServerStep.of(this);
    }
}
