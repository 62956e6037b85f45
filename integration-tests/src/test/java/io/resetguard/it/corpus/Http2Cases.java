package io.resetguard.it.corpus;

import static io.resetguard.it.support.Http2Effect.CLOSE;
import static io.resetguard.it.support.Http2Effect.GOAWAY;
import static io.resetguard.it.support.Http2Effect.GOAWAY_AND_CLOSE;
import static io.resetguard.it.support.Http2Effect.RESET;
import static io.resetguard.it.support.Http2Effect.RESPOND;
import static io.resetguard.it.support.Http2Effect.RST_STREAM;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import java.util.List;

/** HTTP/2 over TLS: what the peer says in frames, and what it does without. */
final class Http2Cases {
    private static final String ERROR = "h2_connection_error";
    private static final String GRACEFUL = "h2_graceful_close";
    private static final int PROTOCOL_ERROR = 1;

    private Http2Cases() {}

    static List<Case> all() {
        return List.of(
                one("GOAWAY, ENHANCE_YOUR_CALM", ERROR, GOAWAY_AND_CLOSE.step(Http2Step.ENHANCE_YOUR_CALM)),
                one("GOAWAY, PROTOCOL_ERROR", ERROR, GOAWAY_AND_CLOSE.step(PROTOCOL_ERROR)),
                one("GOAWAY, INTERNAL_ERROR", ERROR, GOAWAY_AND_CLOSE.step(Http2Step.INTERNAL_ERROR)),
                one("RST_STREAM, INTERNAL_ERROR", ERROR, RST_STREAM.step(Http2Step.INTERNAL_ERROR)),
                one("RST_STREAM, CANCEL", ERROR, RST_STREAM.step(Http2Step.CANCEL)),
                one("RST_STREAM, REFUSED_STREAM", ERROR, RST_STREAM.step(Http2Step.REFUSED_STREAM)),
                one("GOAWAY, NO_ERROR, above the last stream", GRACEFUL, GOAWAY.step()),
                one(
                                "GOAWAY, NO_ERROR, then FIN under a stream taken on",
                                GRACEFUL,
                                GOAWAY_AND_CLOSE.step().processedUpTo(9))
                        .unknownFor("up to 17.0.15 the JDK itself closes the connection at a GOAWAY"),
                one("RST of the connection", "closed_before_response", RESET.step()),
                idle("idle HTTP/2 connection, FIN", CLOSE.step()),
                idle("idle HTTP/2 connection, RST", RESET.step()));
    }

    private static Case one(String name, String truth, Http2Step ending) {
        return Case.of(name, truth, "scripted, on the second stream", stage -> {
                    Http2ScriptedServer server = stage.serveH2(RESPOND.step(), ending, RESPOND.step());
                    post(stage, server, "/first");
                    post(stage, server, "/judged");
                })
                .with(Client.HTTP_CLIENT);
    }

    private static Case idle(String name, Http2Step ending) {
        return Case.of(name, "stale_keep_alive", "scripted, after 1.3 s idle", stage -> {
                    Http2ScriptedServer server = stage.serveH2(RESPOND.step(), ending, RESPOND.step());
                    post(stage, server, "/first");
                    Stage.idle();
                    post(stage, server, "/judged");
                })
                .with(Client.HTTP_CLIENT);
    }

    private static void post(Stage stage, Http2ScriptedServer server, String path) {
        stage.send(Stage.to("POST", server.url(path)).with("version", "2"));
    }
}
