package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.CLOSE_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESET_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESPOND;

import io.resetguard.it.real.ServerProcess;
import io.resetguard.it.support.Client;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The peer allows so many requests on, or such an age of, one connection. */
final class LimitCases {
    private static final String TRUTH = "max_requests_or_age";

    private LimitCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                                "close announced, used all the same",
                                TRUTH,
                                "scripted: `Connection: close, x-hop`, which HttpClient overlooks; then RST",
                                stage -> closeAnnounced(stage, RESET_BEFORE_RESPONSE))
                        .with(Client.HTTP_CLIENT),
                Case.of(
                                "close announced, FIN",
                                TRUTH,
                                "the same with FIN",
                                stage -> closeAnnounced(stage, CLOSE_BEFORE_RESPONSE))
                        .with(Client.HTTP_CLIENT),
                Case.of(
                        "announced number of requests",
                        TRUTH,
                        "scripted: Keep-Alive: max=3, RST on the fourth request",
                        LimitCases::announcedMax),
                Case.of(
                        "12 requests without notice",
                        TRUTH,
                        "scripted: FIN instead of the 13th answer, on four connections",
                        stage -> everySo(stage, 12, CLOSE_BEFORE_RESPONSE)),
                Case.of(
                        "15 requests without notice, RST",
                        TRUTH,
                        "scripted: RST instead of the 16th answer, on four connections",
                        stage -> everySo(stage, 15, RESET_BEFORE_RESPONSE)),
                Case.of(
                        "age without notice",
                        TRUTH,
                        "scripted: FIN at the first request after an age of 1.2 s, on four busy connections",
                        LimitCases::age),
                Case.of(
                        "nginx keepalive_requests",
                        Case.NO_EVENT,
                        "nginx, keepalive_requests 5: it says Connection: close, and the client obeys",
                        LimitCases::nginx));
    }

    private static void closeAnnounced(Stage stage, SocketEffect ending) {
        ServerStep closing = RESPOND.step().withHeader("Connection: close, x-hop");
        ScriptedServer server = stage.serve(request -> request.onConnection() > 1 ? ending.step() : closing);
        stage.get(server.url("/first"));
        stage.get(server.url("/judged"));
    }

    private static void announcedMax(Stage stage) {
        ServerStep three = RESPOND.step().announcing(60, 3);
        ScriptedServer server =
                stage.serve(request -> request.onConnection() > 3 ? RESET_BEFORE_RESPONSE.step() : three);
        stage.gets(3, server.url("/first"));
        stage.get(server.url("/judged"));
    }

    private static void everySo(Stage stage, int requests, SocketEffect ending) {
        ScriptedServer server =
                stage.serve(request -> request.onConnection() > requests ? ending.step() : RESPOND.step());
        for (int i = 0; i < 4 * requests + 6; i++) {
            stage.get(server.url("/judged"));
            Stage.idle(90);
        }
    }

    private static void age(Stage stage) {
        Map<Integer, Long> opened = new ConcurrentHashMap<>();
        ScriptedServer server = stage.serve(request -> {
            long first = opened.computeIfAbsent(request.connection(), key -> System.nanoTime());
            boolean old = System.nanoTime() - first > 1_200_000_000L;
            return old ? CLOSE_BEFORE_RESPONSE.step() : RESPOND.step();
        });
        while (opened.size() < 5) {
            stage.get(server.url("/judged"));
            Stage.idle(40);
        }
    }

    private static void nginx(Stage stage) throws Exception {
        ServerProcess server = Servers.nginx(stage, "keepalive_requests 5;");
        stage.gets(22, Servers.url(server, "/judged"));
    }
}
