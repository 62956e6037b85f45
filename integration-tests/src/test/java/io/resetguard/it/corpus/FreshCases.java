package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.CLOSE_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESET_BEFORE_RESPONSE;
import static io.resetguard.it.support.SocketEffect.RESET_ON_ACCEPT;
import static io.resetguard.it.support.SocketEffect.RESPOND;
import static io.resetguard.it.support.SocketEffect.SERVE;

import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Fresh connections that end without an answer: too many at once, too many a second, a worker that dies. */
final class FreshCases {
    private FreshCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "one RST before the answer",
                        "closed_before_response",
                        "scripted: one request on a fresh connection is met by RST, and nothing else is to be known",
                        stage -> stage.send(
                                "POST",
                                stage.serve(Script.requests(RESET_BEFORE_RESPONSE.step()))
                                        .url("/judged"))),
                Case.of(
                        "one RST upon accept",
                        "closed_before_response",
                        "scripted: one connection is reset as soon as it is there",
                        stage -> stage.send(
                                "POST",
                                stage.serve(Script.connections(RESET_ON_ACCEPT)).url("/judged"))),
                Case.of(
                        "one FIN before the answer",
                        "closed_before_response",
                        "scripted: one request on a fresh connection is met by FIN",
                        stage -> stage.send(
                                "POST",
                                stage.serve(Script.requests(CLOSE_BEFORE_RESPONSE.step()))
                                        .url("/judged"))),
                Case.of(
                        "proxy resets CONNECT",
                        "closed_before_response",
                        "a proxy answers CONNECT with RST",
                        FreshCases::proxy),
                Case.of(
                        "too many connections at once",
                        "backlog_overflow",
                        "scripted: of 12 connections at once, those above 4 are reset upon accept; three times",
                        FreshCases::atOnce),
                Case.of(
                        "too many requests a second",
                        "rate_limited",
                        "scripted: RST for requests above 20 a second; 30 in a row, quiet, 30 in a row",
                        FreshCases::rate),
                Case.of(
                        "worker time-out, RST",
                        "server_aborted",
                        "scripted: RST 1.5 s after the request, three times; other requests are answered",
                        stage -> worker(stage, RESET_BEFORE_RESPONSE.step().after(1_500), "POST")),
                Case.of(
                        "worker time-out, FIN",
                        "server_aborted",
                        "the same with FIN",
                        stage -> worker(stage, CLOSE_BEFORE_RESPONSE.step().after(1_500), "POST")),
                Case.of(
                        "gateway time-out after 10 s",
                        "server_aborted",
                        "scripted: FIN 10 s after the request, once",
                        stage -> stage.send(
                                "POST",
                                stage.serve(Script.requests(
                                                CLOSE_BEFORE_RESPONSE.step().after(10_000)))
                                        .url("/judged"))),
                Case.of(
                        "a path that kills its worker",
                        "server_aborted",
                        "scripted: FIN 300 ms after requests to one path, four times; others are answered",
                        stage -> worker(stage, CLOSE_BEFORE_RESPONSE.step().after(300), "POST")));
    }

    private static void proxy(Stage stage) {
        ScriptedServer server = stage.serveTls(request -> RESPOND.step());
        ScriptedProxy proxy = stage.until(ScriptedProxy.start(ProxyEffect.RESET_BEFORE_ANSWER));
        stage.send(Stage.to("POST", server.url("/judged")).with("proxy", proxy.address()));
    }

    private static void atOnce(Stage stage) {
        Deque<Long> accepted = new ArrayDeque<>();
        ScriptedServer server = stage.serve(new Script() {
            @Override
            public ServerStep onRequest(ReceivedRequest request) {
                return RESPOND.step().after(150).withHeader("Connection: close");
            }

            @Override
            public synchronized ServerStep onConnection(int number) {
                accepted.removeIf(nanos -> System.nanoTime() - nanos > 400_000_000L);
                accepted.add(System.nanoTime());
                return accepted.size() > 4 ? RESET_ON_ACCEPT.step() : SERVE.step();
            }
        });
        for (int i = 0; i < 3; i++) {
            stage.workload().sendParallel(Stage.to("POST", server.url("/judged")), 12);
            Stage.idle(1_300);
        }
    }

    private static void rate(Stage stage) {
        long[] second = {0, 0};
        ScriptedServer server = stage.serve(request -> {
            synchronized (second) {
                long now = System.nanoTime() / 1_000_000_000L;
                second[1] = now == second[0] ? second[1] + 1 : 1;
                second[0] = now;
                return second[1] > 20
                        ? RESET_BEFORE_RESPONSE.step()
                        : RESPOND.step().withHeader("Connection: close");
            }
        });
        for (int burst = 0; burst < 2; burst++) {
            for (int i = 0; i < 30; i++) {
                stage.send("POST", server.url("/judged"));
            }
            Stage.idle(1_500);
            stage.send("POST", server.url("/judged"));
        }
    }

    private static void worker(Stage stage, ServerStep ending, String method) {
        ScriptedServer server = stage.serve(request -> request.path().contains("judged") ? ending : RESPOND.step());
        for (int i = 0; i < 3; i++) {
            stage.gets(2, server.url("/first"));
            stage.send(method, server.url("/judged"));
        }
        stage.gets(2, server.url("/first"));
        stage.send(method, server.url("/judged"));
    }
}
