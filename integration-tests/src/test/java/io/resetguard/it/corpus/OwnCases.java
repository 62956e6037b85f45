package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.AWAIT_CLOSE;
import static io.resetguard.it.support.SocketEffect.CLOSE_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESET_DURING_UPLOAD;
import static io.resetguard.it.support.SocketEffect.RESPOND;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ScriptedServer;
import java.util.List;

/** It was this side: the application ended it, or this JVM stood still. */
final class OwnCases {
    private static final String PAUSED = "client_paused";

    private OwnCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                                "disconnect()",
                                Case.NO_EVENT,
                                "the application disconnects while it waits",
                                stage -> cancelled(stage, "cancelAfterMs", 200))
                        .with(Client.HTTP_URL_CONNECTION),
                Case.of(
                                "cancel()",
                                Case.NO_EVENT,
                                "the application cancels the future",
                                stage -> cancelled(stage, "cancelAfterMs", 200))
                        .with(Client.HTTP_CLIENT),
                Case.of(
                        "time-out of the application",
                        Case.NO_EVENT,
                        "a read time-out of 300 ms",
                        stage -> cancelled(stage, "timeoutMs", 300)),
                Case.of("interrupt", Case.NO_EVENT, "the waiting thread is interrupted", OwnCases::interrupted)
                        .with(Client.HTTP_CLIENT),
                Case.of(
                        "JVM stopped between two requests",
                        PAUSED,
                        "the JVM gets SIGSTOP for 2 s between requests that are 0.2 s apart; the server waits 1 s",
                        OwnCases::stoppedBetween),
                Case.of(
                        "garbage collection between two requests",
                        PAUSED,
                        "a full collection (-XX:+UseSerialGC) of a heap so large that it takes 2 s, between requests that"
                                + " are 0.2 s apart; the server waits 1 s",
                        OwnCases::collectedBetween),
                Case.of(
                        "JVM stopped in an upload",
                        PAUSED,
                        "the JVM gets SIGSTOP for 2 s while it uploads; the server waits 1 s for the next bytes",
                        OwnCases::stoppedInside));
    }

    private static void cancelled(Stage stage, String key, int millis) {
        ScriptedServer server = stage.serve(request -> AWAIT_CLOSE.step());
        stage.send(Stage.to("POST", server.url("/judged")).with(key, millis));
    }

    private static void interrupted(Stage stage) {
        ScriptedServer server = stage.serve(request -> AWAIT_CLOSE.step());
        int id = stage.workload().start(Stage.to("POST", server.url("/judged")));
        server.awaitRequests(1);
        stage.workload().interrupt(id);
        stage.workload().await(id);
    }

    private static void stoppedBetween(Stage stage) {
        ScriptedServer server = stage.serve(StaleCases.byPath(RESPOND.step(), CLOSE_BEFORE_RESPONSE.step()));
        for (int i = 0; i < 6; i++) {
            stage.get(server.url("/first"));
            Stage.idle(200);
        }
        stop(stage);
        stage.get(server.url("/judged"));
    }

    private static void collectedBetween(Stage stage) {
        stage.jvm("-XX:+UseSerialGC", "-Xmx4g");
        stage.workload().load(2_000);
        ScriptedServer server = stage.serve(StaleCases.byPath(RESPOND.step(), CLOSE_BEFORE_RESPONSE.step()));
        for (int i = 0; i < 6; i++) {
            stage.get(server.url("/first"));
            Stage.idle(200);
        }
        stage.workload().collect();
        stage.get(server.url("/judged"));
    }

    private static void stoppedInside(Stage stage) {
        // The body is read after the pause, so that the upload stands still within the client's own pause.
        ScriptedServer server = stage.serve(request -> request.path().contains("judged")
                ? RESET_DURING_UPLOAD.step().cutAfter(100_000).after(2_500)
                : RESPOND.step());
        stage.get(server.url("/first"));
        int id = stage.workload()
                .start(Stage.to("POST", server.url("/judged"))
                        .with("body", 60_000_000)
                        .with("streaming", "fixed"));
        server.awaitConnections(1);
        Stage.idle(300);
        stop(stage);
        stage.workload().await(id);
    }

    private static void stop(Stage stage) {
        stage.workload().jvm().pause();
        Stage.idle(2_000);
        stage.workload().jvm().goOn();
    }
}
