package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.RESPOND;
import static io.resetguard.it.support.SocketEffect.STALL;

import io.resetguard.it.real.ServerProcess;
import io.resetguard.it.support.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The server goes away with all its connections. */
final class RestartCases {
    private static final String TRUTH = "server_restart";

    /** Answers slowly, and a line a request once it has it. */
    private static final String SLOW_NODE =
            """
            const http = require('http');
            http.createServer((request, response) => {
              const answer = () => { response.writeHead(200, {'Content-Length': 2}); response.end('ok'); };
              request.url.includes('judged') ? (console.log('has it'), setTimeout(answer, 60000)) : answer();
            }).listen(Number(process.argv[2]), '127.0.0.1');
            """;

    /** As many are written: no more connections, a moment for what is under way, the end. */
    private static final String HASTY_NODE = SLOW_NODE
            .replace("http.createServer", "const server = http.createServer")
            .concat("process.on('SIGTERM', () => server.close(() => {}) && setTimeout(() => process.exit(0), 1500));");

    private RestartCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "killed with four requests under way",
                        TRUTH,
                        "Node.js, kill -9 while four requests wait for their answers",
                        stage -> killed(stage, "KILL", 4, 0)),
                Case.of(
                        "terminated with requests under way, others idle",
                        TRUTH,
                        "Node.js, SIGTERM while three requests wait, and three connections are idle",
                        stage -> killed(stage, "TERM", 3, 3)),
                Case.of(
                        "terminated with one request under way, the next refused",
                        TRUTH,
                        "Node.js, SIGTERM: it listens no more, and ends 1.5 s later with the one request that waits",
                        RestartCases::refused),
                Case.of(
                        "nginx stopped fast",
                        TRUTH,
                        "nginx, SIGTERM while four requests wait for the backend",
                        RestartCases::nginx),
                Case.of(
                                "one of two addresses goes away",
                                "target_removed",
                                "scripted: the host has two addresses; the first is closed with four requests under way,"
                                        + " the second answers",
                                RestartCases::oneOfTwo)
                        .on(jdk -> jdk.feature() >= 11),
                Case.of(
                        "scripted server gone",
                        TRUTH,
                        "scripted: closed while five requests wait for their answers",
                        RestartCases::scripted));
    }

    private static void killed(Stage stage, String signal, int busy, int idle) throws Exception {
        ServerProcess server = Servers.node(stage, SLOW_NODE);
        if (idle > 0) {
            stage.workload().sendParallel(Stage.to("GET", Servers.url(server, "/first")), idle + busy);
        }
        List<Integer> waiting = start(stage, Servers.url(server, "/judged"), busy);
        server.await("has all requests", () -> lines(server) >= busy);
        server.signal(signal);
        waiting.forEach(id -> stage.workload().await(id));
    }

    private static void refused(Stage stage) throws Exception {
        ServerProcess server = Servers.node(stage, HASTY_NODE);
        List<Integer> waiting = start(stage, Servers.url(server, "/judged"), 1);
        server.await("has the request", () -> lines(server) >= 1);
        server.signal("TERM");
        while (!stage.send("POST", Servers.url(server, "/next")).failed()) {
            Stage.idle(50);
        }
        waiting.forEach(id -> stage.workload().await(id));
    }

    private static void nginx(Stage stage) throws Exception {
        ScriptedServer backend = stage.serve(request -> STALL.step());
        ServerProcess server =
                Servers.nginx(stage, "location /judged { proxy_pass http://127.0.0.1:" + backend.port() + "; }");
        List<Integer> waiting = start(stage, Servers.url(server, "/judged"), 4);
        backend.awaitRequests(4);
        server.signal("TERM");
        waiting.forEach(id -> stage.workload().await(id));
    }

    private static void scripted(Stage stage) {
        ScriptedServer server = stage.serve(request -> STALL.step());
        List<Integer> waiting = start(stage, server.url("/judged"), 5);
        server.awaitRequests(5);
        server.close();
        waiting.forEach(id -> stage.workload().await(id));
    }

    private static void oneOfTwo(Stage stage) throws Exception {
        ScriptedServer first = stage.serve(request -> STALL.step());
        ScriptedServer second = stage.until(first.onAnotherAddress(request -> RESPOND.step()));
        Path hosts = stage.folder.resolve("hosts");
        stage.jvm("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0");
        String url = "http://two.test:" + first.port();
        Files.writeString(hosts, "127.0.0.1 two.test\n");
        List<Integer> waiting = start(stage, url + "/judged", 4);
        first.awaitRequests(4);
        Files.writeString(hosts, "127.0.0.2 two.test\n");
        stage.send("POST", url + "/first");
        second.awaitRequests(1);
        first.close();
        waiting.forEach(id -> stage.workload().await(id));
    }

    private static List<Integer> start(Stage stage, String url, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> stage.workload().start(Stage.to("POST", url)))
                .toList();
    }

    private static long lines(ServerProcess server) {
        try {
            return Files.readAllLines(server.folder().resolve("requests.log")).size();
        } catch (IOException e) {
            return 0;
        }
    }
}
