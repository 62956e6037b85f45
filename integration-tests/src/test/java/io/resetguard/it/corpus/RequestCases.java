package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.CLOSE_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.EARLY_413_AND_CLOSE;
import static io.resetguard.it.support.SocketEffect.RESET_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESET_DURING_UPLOAD;
import static io.resetguard.it.support.SocketEffect.RESPOND;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;

/** It is something about the request: its size, its path, that it asks for an upgrade, what came before it. */
final class RequestCases {
    private static final String REJECTED = "request_rejected_while_sending";
    private static final int LARGE = 8_000_000;

    private RequestCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "RST in a large upload, small ones pass",
                        REJECTED,
                        "scripted: POST of 8 MB is reset after 10 kB, POST of 100 bytes is answered",
                        stage -> upload(stage, RESET_DURING_UPLOAD.step().cutAfter(10_000))),
                Case.of(
                        "RST in a large streamed upload",
                        REJECTED,
                        "the same, streamed",
                        stage -> streamed(stage, "fixed")),
                Case.of(
                        "RST in a large chunked upload",
                        REJECTED,
                        "the same, chunked",
                        stage -> streamed(stage, "chunked")),
                Case.of(
                                "413 lost in an upload",
                                REJECTED,
                                "scripted: 413 and close over unread bytes: HttpURLConnection buffers, and loses the answer",
                                stage ->
                                        upload(stage, EARLY_413_AND_CLOSE.step().cutAfter(10_000)))
                        .with(Client.HTTP_URL_CONNECTION),
                Case.of(
                        "head beyond what the peer takes",
                        REJECTED,
                        "scripted: RST where the head has more than 8 kB, twice; smaller heads are answered",
                        stage -> head(stage, RESET_BEFORE_RESPONSE)),
                Case.of(
                        "head beyond what the peer takes, FIN",
                        REJECTED,
                        "the same with FIN",
                        stage -> head(stage, CLOSE_BEFORE_RESPONSE)),
                Case.of(
                        "RST by path",
                        "filtered",
                        "scripted: requests to one path are reset at once, three times; others are answered between",
                        RequestCases::path),
                Case.of(
                        "RST by path, on reused connections",
                        "filtered",
                        "the same on connections that had been used",
                        RequestCases::pathReused),
                Case.of(
                        "RST by method",
                        "filtered",
                        "scripted: PUT is reset at once, three times; GET to the same path is answered",
                        RequestCases::method),
                Case.of(
                                "upgrade to h2c confuses the peer, RST",
                                "protocol_upgrade",
                                "scripted: RST where the request asks for h2c, three times; with HTTP_1_1 all is well",
                                stage -> upgrade(stage, RESET_BEFORE_RESPONSE))
                        .with(Client.HTTP_CLIENT),
                Case.of(
                                "upgrade to h2c confuses the peer, FIN",
                                "protocol_upgrade",
                                "the same with FIN",
                                stage -> upgrade(stage, CLOSE_BEFORE_RESPONSE))
                        .with(Client.HTTP_CLIENT),
                Case.of(
                                "end after a 404 to POST",
                                "poisoned_connection",
                                "scripted: 404 without reading the POST's body; the next request on the connection is met by FIN",
                                RequestCases::poisoned)
                        .unknownFor("HttpClient keeps no status of the response before"));
    }

    private static void upload(Stage stage, ServerStep ending) {
        ScriptedServer server = bySize(stage, ending);
        small(stage, server);
        stage.send(Stage.to("POST", server.url("/judged")).with("body", LARGE));
        small(stage, server);
        stage.send(Stage.to("POST", server.url("/judged")).with("body", LARGE));
    }

    private static void streamed(Stage stage, String how) {
        ScriptedServer server = bySize(stage, RESET_DURING_UPLOAD.step().cutAfter(10_000));
        small(stage, server);
        stage.send(Stage.to("POST", server.url("/judged")).with("body", LARGE).with("streaming", how));
    }

    private static ScriptedServer bySize(Stage stage, ServerStep ending) {
        return stage.serve(request -> request.path().contains("judged") ? ending : RESPOND.step());
    }

    private static void small(Stage stage, ScriptedServer server) {
        stage.send("POST", server.url("/first"));
    }

    private static void head(Stage stage, SocketEffect ending) {
        ScriptedServer server =
                stage.serve(request -> request.header("x-large").length() > 8_000 ? ending.step() : RESPOND.step());
        Request large = Stage.to("GET", server.url("/judged")).with("headers", "X-Large:" + "x".repeat(9_000));
        for (int i = 0; i < 2; i++) {
            stage.gets(2, server.url("/judged"));
            stage.send(large);
        }
    }

    private static void path(Stage stage) {
        ScriptedServer server = stage.serve(request -> request.path().contains("judged")
                ? RESET_BEFORE_RESPONSE.step()
                : RESPOND.step().withHeader("Connection: close"));
        for (int i = 0; i < 3; i++) {
            stage.gets(2, server.url("/first"));
            stage.send("POST", server.url("/judged"));
        }
        stage.gets(2, server.url("/first"));
        stage.send("POST", server.url("/judged"));
    }

    private static void pathReused(Stage stage) {
        ScriptedServer server = stage.serve(
                request -> request.path().contains("judged") ? RESET_BEFORE_RESPONSE.step() : RESPOND.step());
        for (int i = 0; i < 4; i++) {
            stage.gets(2, server.url("/first"));
            stage.send("POST", server.url("/judged"));
        }
    }

    private static void method(Stage stage) {
        ScriptedServer server =
                stage.serve(request -> request.method().equals("PUT") ? RESET_BEFORE_RESPONSE.step() : RESPOND.step());
        for (int i = 0; i < 4; i++) {
            stage.gets(2, server.url("/judged"));
            stage.send("PUT", server.url("/judged"));
        }
    }

    private static void upgrade(Stage stage, SocketEffect ending) {
        ScriptedServer server =
                stage.serve(request -> request.header("upgrade").isEmpty() ? RESPOND.step() : ending.step());
        for (int i = 0; i < 3; i++) {
            stage.send(Stage.to("GET", server.url("/judged")).with("version", "1.1"));
            stage.send(Stage.to("POST", server.url("/judged")).with("version", "2"));
        }
    }

    private static void poisoned(Stage stage) {
        ScriptedServer server = stage.serve(request -> request.onConnection() > 1
                ? CLOSE_BEFORE_RESPONSE.step()
                : request.method().equals("POST") ? RESPOND.step().withStatus(404) : RESPOND.step());
        for (int i = 0; i < 2; i++) {
            stage.send("POST", server.url("/first"));
            stage.get(server.url("/judged"));
        }
    }
}
