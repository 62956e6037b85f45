package io.resetguard.it.support;

/** What {@link Http2ScriptedServer} does when it has the whole request of a stream. */
public enum Http2Effect {
    /** HEADERS and DATA, with END_STREAM. */
    RESPOND,
    /** A PUSH_PROMISE for {@code /pushed}, then as {@link #RESPOND}, then the same for what was promised. */
    RESPOND_PUSHING,
    /** As {@link #RESPOND}, then FIN: the connection was idle. */
    RESPOND_CLOSE,
    /** As {@link #RESPOND}, then RST of the connection. */
    RESPOND_RESET,
    /** As {@link #RESPOND}, then GOAWAY that counts this stream in; the connection stays open. */
    RESPOND_GOAWAY,
    /** As {@link #RESPOND_GOAWAY}, then FIN. */
    RESPOND_GOAWAY_CLOSE,
    /** No answer; later streams are still served. */
    STALL,
    /** As {@link #RESPOND}, when {@link Http2ScriptedServer#release} says so; later streams are served meanwhile. */
    HOLD,
    /** RST_STREAM with the step's error code. */
    RST_STREAM,
    /** HEADERS and a part of the DATA, then RST_STREAM. */
    RST_STREAM_IN_BODY,
    /** GOAWAY; the connection stays open. */
    GOAWAY,
    /** GOAWAY, then FIN. */
    GOAWAY_AND_CLOSE,
    /** GOAWAY, then RST of the connection. */
    GOAWAY_AND_RESET,
    /** RST of the connection. */
    RESET,
    /** FIN. */
    CLOSE,
    /** HEADERS that do not end, then RST of the connection. */
    RESET_IN_HEAD,
    /** HEADERS that do not end, then FIN. */
    CLOSE_IN_HEAD,
    /** RST of the connection as soon as a part of the request's body is there. */
    RESET_DURING_UPLOAD,
    /** FIN as soon as a part of the request's body is there; the rest is read. */
    CLOSE_DURING_UPLOAD,
    /** RST_STREAM with the step's error code as soon as a part of the request's body is there; the rest is read. */
    RST_STREAM_DURING_UPLOAD,
    /** HEADERS and a part of the DATA, then RST_STREAM, as soon as a part of the request's body is there; the rest is read. */
    RST_STREAM_IN_BODY_DURING_UPLOAD,
    /** HEADERS and a part of the DATA, then RST of the connection. */
    RESET_IN_BODY,
    /** HEADERS and a part of the DATA, then FIN. */
    CLOSE_IN_BODY;

    /** Whether this is done before the request is whole. */
    boolean cutsUpload() {
        return switch (this) {
            case RESET_DURING_UPLOAD, CLOSE_DURING_UPLOAD, RST_STREAM_DURING_UPLOAD, RST_STREAM_IN_BODY_DURING_UPLOAD ->
                true;
            default -> false;
        };
    }

    /** With a body of 100 bytes, cut after 4, and the error code NO_ERROR; GOAWAY excludes the stream itself. */
    public Http2Step step() {
        return new Http2Step(this, 0, Http2Step.THE_ONE_BEFORE, 100, 4);
    }

    /** The same with an error code of RFC 9113, section 7. */
    public Http2Step step(int errorCode) {
        return new Http2Step(this, errorCode, Http2Step.THE_ONE_BEFORE, 100, 4);
    }
}
