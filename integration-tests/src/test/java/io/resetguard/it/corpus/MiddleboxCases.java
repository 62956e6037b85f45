package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.RESPOND;

import io.resetguard.it.real.ServerProcess;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.util.ArrayList;
import java.util.List;

/** Something on the way forgets flows that are idle, and the server knows nothing of it. */
final class MiddleboxCases {
    private static final String TRUTH = "middlebox_dropped";
    private static final long LIMIT = 1_000;

    private MiddleboxCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "NAT forgets, server announces longer",
                        TRUTH,
                        "a NAT forgets after 1 s and answers RST; the server announces 30 s; three times",
                        stage -> forgets(stage, RESPOND.step().announcing(30, 100), 3)),
                Case.of(
                        "NAT before nginx that announces 75 s",
                        TRUTH,
                        "the same before nginx, keepalive_timeout 75s 75s",
                        MiddleboxCases::beforeNginx),
                Case.of(
                        "NAT before three origins",
                        TRUTH,
                        "a NAT forgets after 1 s; three origins that announce nothing, each twice",
                        stage -> severalOrigins(stage, 2)),
                Case.of(
                        "NAT before many origins, each once",
                        TRUTH,
                        "a NAT forgets after 1 s; five origins that announce nothing, each once",
                        stage -> manyOrigins(stage)),
                Case.of(
                        "NAT before one origin that announces nothing",
                        TRUTH,
                        "a NAT forgets after 1 s and answers RST; after 1.1, 1.7 and 2.4 s",
                        MiddleboxCases::atVariousTimes),
                Case.of(
                        "silent drop",
                        Case.NO_EVENT,
                        "what comes after 1 s idle is dropped: a time-out of the application, no reset",
                        MiddleboxCases::drops));
    }

    private static void forgets(Stage stage, ServerStep healthy, int times) throws Exception {
        ScriptedServer server = stage.serve(request -> healthy);
        Middlebox nat = nat(stage, server.port());
        for (int i = 0; i < times; i++) {
            stage.get(nat.url("/first"));
            Stage.idle(1_300 + 300 * i);
            stage.get(nat.url("/judged"));
        }
    }

    private static void beforeNginx(Stage stage) throws Exception {
        ServerProcess server = Servers.nginx(stage, "keepalive_timeout 75s 75s;");
        Middlebox nat = nat(stage, server.port());
        for (int i = 0; i < 2; i++) {
            stage.get(nat.url("/first"));
            Stage.idle(1_300 + 300 * i);
            stage.get(nat.url("/judged"));
        }
    }

    private static void severalOrigins(Stage stage, int times) throws Exception {
        List<Middlebox> ways = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ways.add(nat(stage, stage.serve(request -> RESPOND.step()).port()));
        }
        for (int i = 0; i < times; i++) {
            ways.forEach(way -> stage.get(way.url("/first")));
            Stage.idle(1_200 + 300 * i);
            ways.forEach(way -> stage.get(way.url("/judged")));
        }
    }

    private static void manyOrigins(Stage stage) throws Exception {
        List<Middlebox> ways = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ways.add(nat(stage, stage.serve(request -> RESPOND.step()).port()));
        }
        ways.forEach(way -> stage.get(way.url("/first")));
        Stage.idle(1_200);
        for (Middlebox way : ways) {
            stage.get(way.url("/judged"));
            Stage.idle(150);
        }
    }

    private static void atVariousTimes(Stage stage) throws Exception {
        ScriptedServer server = stage.serve(request -> RESPOND.step());
        Middlebox nat = nat(stage, server.port());
        for (long idle : new long[] {1_100, 1_700, 2_400}) {
            stage.get(nat.url("/first"));
            Stage.idle(idle);
            stage.get(nat.url("/judged"));
        }
    }

    private static void drops(Stage stage) throws Exception {
        ScriptedServer server = stage.serve(request -> RESPOND.step());
        Middlebox way = stage.until(Middlebox.before(server.port(), Middlebox.Way.FORGETS_AND_DROPS, LIMIT));
        stage.get(way.url("/first"));
        Stage.idle();
        stage.send(Stage.to("POST", way.url("/judged")).with("timeoutMs", 700));
    }

    private static Middlebox nat(Stage stage, int server) throws Exception {
        return stage.until(Middlebox.before(server, Middlebox.Way.FORGETS_AND_RESETS, LIMIT));
    }
}
