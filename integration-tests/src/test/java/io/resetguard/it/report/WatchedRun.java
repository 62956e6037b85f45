package io.resetguard.it.report;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;

/**
 * What a JVM wrote whose server ends what it had kept alive, now and then, and cuts a body off.
 *
 * @param file its events
 * @param events the same, read
 * @param received how many requests the server received
 */
record WatchedRun(Path file, Events events, int received) {
    private static final int ROUNDS = 4;

    static WatchedRun of(Jdk jdk, Path folder, String... options) {
        Path file = folder.resolve("events-" + jdk.feature() + ".jsonl");
        Events events = new Events(file);
        ForkedJvm jvm = ForkedJvm.of(jdk).agent("log=off", events.option(), String.join(",", options));
        Script script = request -> effect(request.path()).step();
        try (ScriptedServer server = ScriptedServer.start(script);
                Workload workload = Workload.start(jvm, Client.HTTP_URL_CONNECTION)) {
            for (int i = 0; i < ROUNDS; i++) {
                workload.send(to(server, "GET", "/ok"));
                workload.send(to(server, "PUT", "/stale"));
            }
            workload.send(to(server, "GET", "/cut"));
            workload.quit();
            return new WatchedRun(file, events, server.received().size());
        }
    }

    private static SocketEffect effect(String path) {
        if (path.startsWith("/stale")) {
            return SocketEffect.RESET_BEFORE_RESPONSE;
        }
        return path.startsWith("/cut") ? SocketEffect.RESET_IN_BODY : SocketEffect.RESPOND;
    }

    private static Request to(ScriptedServer server, String method, String path) {
        return Request.of(method).with("url", server.url(path));
    }
}
