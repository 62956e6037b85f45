package io.resetguard.it.guarantees;

import static io.resetguard.it.guarantees.Stage.*;

import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.Optional;

/** What the server does to a request: the wire point. In the tables' order. */
enum Ending {
    ANSWERED_WHOLE("answered", ANSWERED),
    FIN_WHILE_IDLE("FIN while idle", IDLE),
    RST_WHILE_IDLE("RST while idle", IDLE),
    STATUS_408_WHILE_IDLE("408 and FIN while idle", IDLE),
    GOAWAY_WHILE_IDLE("GOAWAY and FIN while idle", IDLE),
    RST_ON_ACCEPT("RST on accept", CONNECTING),
    RST_IN_TLS("RST in the TLS handshake", CONNECTING),
    FIN_IN_TLS("FIN in the TLS handshake", CONNECTING),
    RST_BEFORE_RESPONSE("RST before the response", UNANSWERED),
    FIN_BEFORE_RESPONSE("FIN before the response", UNANSWERED),
    CANCELLED("RST_STREAM CANCEL before the response", UNANSWERED),
    INTERNAL_ERROR("RST_STREAM INTERNAL_ERROR before the response", UNANSWERED),
    GOAWAY_ABOVE("GOAWAY that counts the stream in, then RST", UNANSWERED),
    GOAWAY_BELOW("GOAWAY that leaves the stream out, then FIN", REFUSED),
    REFUSED_STREAM("RST_STREAM REFUSED_STREAM", REFUSED),
    RST_DURING_UPLOAD("RST during an upload", UPLOADING),
    FIN_DURING_UPLOAD("FIN during an upload", UPLOADING),
    EARLY_413("413 and close during an upload", UPLOADING),
    RST_IN_STATUS_LINE("RST in the status line", IN_HEAD),
    RST_IN_HEAD("RST in the head", IN_HEAD),
    FIN_IN_HEAD("FIN in the head", IN_HEAD),
    RST_IN_BODY("RST in the body", IN_BODY),
    FIN_IN_BODY("FIN in the body", IN_BODY),
    BARE_FIN_IN_BODY("FIN without close_notify in the body", IN_BODY),
    RST_IN_CHUNKED_BODY("RST in a chunked body", IN_BODY),
    FIN_IN_CHUNKED_BODY("FIN in a chunked body", IN_BODY),
    CANCELLED_IN_BODY("RST_STREAM CANCEL in the body", IN_BODY);

    private final String title;
    private final Stage stage;

    Ending(String title, Stage stage) {
        this.title = title;
        this.stage = stage;
    }

    String title() {
        return title;
    }

    Stage stage() {
        return stage;
    }

    /** Whether this protocol has it. */
    boolean isOf(Protocol protocol) {
        boolean needsTls = this == RST_IN_TLS || this == FIN_IN_TLS || this == BARE_FIN_IN_BODY;
        boolean isThere = protocol.isHttp2() ? http2().isPresent() : http1().isPresent();
        return isThere && (protocol.isTls() || !needsTls);
    }

    /**
     * Whether a race decides what the client comes to see: whether the RST reaches it before, between or after its writes,
     * and whether it erases an answer that it has not read yet.
     */
    boolean isRace() {
        return this == RST_ON_ACCEPT || this == EARLY_413;
    }

    /**
     * What it is to a client that the RST reaches before it has read what came with it, for an RST erases that; or that
     * sends before it has noticed the close.
     */
    Ending ifOvertaken() {
        return switch (this) {
            case RST_IN_STATUS_LINE, RST_IN_HEAD, RST_IN_BODY, RST_IN_CHUNKED_BODY -> RST_BEFORE_RESPONSE;
            case FIN_WHILE_IDLE, RST_WHILE_IDLE, GOAWAY_WHILE_IDLE, STATUS_408_WHILE_IDLE -> RST_BEFORE_RESPONSE;
            case GOAWAY_BELOW -> FIN_BEFORE_RESPONSE;
            default -> this;
        };
    }

    /** What a server of HTTP/1.1 does. */
    Optional<ServerStep> http1() {
        return Optional.ofNullable(
                switch (this) {
                    case ANSWERED_WHOLE -> SocketEffect.RESPOND.step();
                    case FIN_WHILE_IDLE -> SocketEffect.CLOSE_WHILE_IDLE.step();
                    case RST_WHILE_IDLE -> SocketEffect.RESET_WHILE_IDLE.step();
                    case STATUS_408_WHILE_IDLE -> SocketEffect.UNSOLICITED_408.step();
                    case RST_ON_ACCEPT -> SocketEffect.RESET_ON_ACCEPT.step();
                    case RST_IN_TLS -> SocketEffect.RESET_IN_TLS_HANDSHAKE.step();
                    case FIN_IN_TLS -> SocketEffect.CLOSE_IN_TLS_HANDSHAKE.step();
                    case RST_BEFORE_RESPONSE -> SocketEffect.RESET_BEFORE_RESPONSE.step();
                    case FIN_BEFORE_RESPONSE -> SocketEffect.CLOSE_BEFORE_RESPONSE.step();
                    case RST_DURING_UPLOAD ->
                        SocketEffect.RESET_DURING_UPLOAD.step().cutAfter(1000);
                    case EARLY_413 -> SocketEffect.EARLY_413_AND_CLOSE.step().cutAfter(1000);
                    case RST_IN_STATUS_LINE -> SocketEffect.RESET_IN_STATUS_LINE.step();
                    case RST_IN_HEAD -> SocketEffect.RESET_IN_HEAD.step();
                    case FIN_IN_HEAD -> SocketEffect.CLOSE_IN_HEAD.step();
                    case RST_IN_BODY -> SocketEffect.RESET_IN_BODY.step();
                    case FIN_IN_BODY -> SocketEffect.CLOSE_IN_BODY.step();
                    case BARE_FIN_IN_BODY -> SocketEffect.CLOSE_IN_BODY.step().withoutCloseNotify();
                    case RST_IN_CHUNKED_BODY -> SocketEffect.RESET_IN_CHUNKED_BODY.step();
                    case FIN_IN_CHUNKED_BODY -> SocketEffect.CLOSE_IN_CHUNKED_BODY.step();
                    default -> null;
                });
    }

    /** What a server of HTTP/2 does. */
    Optional<Http2Step> http2() {
        return Optional.ofNullable(
                switch (this) {
                    case ANSWERED_WHOLE -> Http2Effect.RESPOND.step();
                    case FIN_WHILE_IDLE -> Http2Effect.RESPOND_CLOSE.step();
                    case RST_WHILE_IDLE -> Http2Effect.RESPOND_RESET.step();
                    case GOAWAY_WHILE_IDLE -> Http2Effect.RESPOND_GOAWAY_CLOSE.step();
                    case RST_BEFORE_RESPONSE -> Http2Effect.RESET.step();
                    case FIN_BEFORE_RESPONSE -> Http2Effect.CLOSE.step();
                    case CANCELLED -> Http2Effect.RST_STREAM.step(Http2Step.CANCEL);
                    case INTERNAL_ERROR -> Http2Effect.RST_STREAM.step(Http2Step.INTERNAL_ERROR);
                    case GOAWAY_ABOVE ->
                        Http2Effect.GOAWAY_AND_RESET
                                .step(Http2Step.ENHANCE_YOUR_CALM)
                                .processedUpTo(Integer.MAX_VALUE);
                    case GOAWAY_BELOW -> Http2Effect.GOAWAY_AND_CLOSE.step();
                    case REFUSED_STREAM -> Http2Effect.RST_STREAM.step(Http2Step.REFUSED_STREAM);
                    case RST_DURING_UPLOAD -> Http2Effect.RESET_DURING_UPLOAD.step();
                    case FIN_DURING_UPLOAD -> Http2Effect.CLOSE_DURING_UPLOAD.step();
                    case RST_IN_HEAD -> Http2Effect.RESET_IN_HEAD.step();
                    case FIN_IN_HEAD -> Http2Effect.CLOSE_IN_HEAD.step();
                    case RST_IN_BODY -> Http2Effect.RESET_IN_BODY.step();
                    case FIN_IN_BODY -> Http2Effect.CLOSE_IN_BODY.step();
                    case CANCELLED_IN_BODY -> Http2Effect.RST_STREAM_IN_BODY.step(Http2Step.CANCEL);
                    default -> null;
                });
    }
}
