package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.CLOSE_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.CLOSE_WHILE_IDLE;
import static io.resetguard.it.support.SocketEffect.RESET_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESPOND;

import io.resetguard.it.real.ServerProcess;
import io.resetguard.it.support.Client;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.util.ArrayList;
import java.util.List;

/** The peer closes idle connections, and a request crosses its close. */
final class StaleCases {
    private static final String TRUTH = "stale_keep_alive";

    private StaleCases() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>(List.of(
                Case.of(
                        "idle, then FIN",
                        TRUTH,
                        "scripted: after 1.3 s idle a request is met by FIN",
                        stage -> once(stage, CLOSE_BEFORE_RESPONSE.step())),
                Case.of(
                        "idle, then RST",
                        TRUTH,
                        "scripted: after 1.3 s idle a request is met by RST",
                        stage -> once(stage, RESET_BEFORE_RESPONSE.step())),
                Case.of(
                                "idle beyond what was announced",
                                TRUTH,
                                "scripted: Keep-Alive: timeout=1, idle for 1.3 s, RST",
                                stage -> announced(stage, 1))
                        .with(Client.HTTP_CLIENT),
                Case.of(
                        "idle again and again",
                        TRUTH,
                        "scripted: four times after 1.3 s idle, other requests after 0.2 s pass",
                        StaleCases::again),
                Case.of(
                                "closes seen, then a race",
                                TRUTH,
                                "scripted: FIN after 0.4 s idle, three times, noticed; then one crosses a request",
                                StaleCases::seenBefore)
                        .with(Client.HTTP_CLIENT),
                Case.of("POST on a connection idle too long", TRUTH, "scripted: as the first, with POST", stage -> {
                    ScriptedServer server = stage.serve(byPath(RESPOND.step(), CLOSE_BEFORE_RESPONSE.step()));
                    stage.get(server.url("/first"));
                    Stage.idle();
                    stage.send("POST", server.url("/judged"));
                })));
        for (String server : List.of("nginx", "apache2-bin", "haproxy", "nodejs", "jetty")) {
            all.add(Case.of(
                    server + ", FIN on its way",
                    TRUTH,
                    server + " closes after 1 s; its FIN crosses the request on the way",
                    stage -> real(stage, server, 1)));
            all.add(Case.of(
                    server + ", FIN on its way, three times",
                    TRUTH,
                    "the same three times",
                    stage -> real(stage, server, 3)));
        }
        return all;
    }

    /** The first request on each connection is answered; those to /judged on a reused one are not. */
    static Script byPath(ServerStep healthy, ServerStep ending) {
        return request -> request.path().contains("/judged") && request.onConnection() > 1 ? ending : healthy;
    }

    private static void once(Stage stage, ServerStep ending) {
        ScriptedServer server = stage.serve(byPath(RESPOND.step(), ending));
        stage.get(server.url("/first"));
        Stage.idle();
        stage.get(server.url("/judged"));
    }

    private static void announced(Stage stage, int seconds) {
        ScriptedServer server =
                stage.serve(byPath(RESPOND.step().announcing(seconds, 100), RESET_BEFORE_RESPONSE.step()));
        stage.get(server.url("/first"));
        Stage.idle();
        stage.get(server.url("/judged"));
    }

    private static void again(Stage stage) {
        ScriptedServer server = stage.serve(byPath(RESPOND.step(), CLOSE_BEFORE_RESPONSE.step()));
        for (int i = 0; i < 4; i++) {
            stage.get(server.url("/first"));
            Stage.idle(200);
            stage.get(server.url("/second"));
            Stage.idle();
            stage.get(server.url("/judged"));
        }
    }

    private static void seenBefore(Stage stage) {
        ScriptedServer server = stage.serve(request -> request.number() <= 3
                ? CLOSE_WHILE_IDLE.step().after(400)
                : byPath(RESPOND.step(), CLOSE_BEFORE_RESPONSE.step()).onRequest(request));
        for (int i = 1; i <= 3; i++) {
            stage.get(server.url("/first"));
            server.awaitIdleCloses(i);
        }
        stage.get(server.url("/first"));
        Stage.idle(420);
        stage.get(server.url("/judged"));
    }

    private static void real(Stage stage, String name, int times) throws Exception {
        ServerProcess server = Servers.real(stage, name);
        Middlebox way = stage.until(Middlebox.before(server.port(), Middlebox.Way.HOLDS_FIN, 0));
        for (int i = 0; i < times; i++) {
            stage.get(way.url("/first"));
            server.await("closes idle connections", () -> server.open() == 0);
            stage.get(way.url("/judged"));
        }
    }
}
