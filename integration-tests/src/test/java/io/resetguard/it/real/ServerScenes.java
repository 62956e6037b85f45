package io.resetguard.it.real;

import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What one client does while a real server does what real servers do. All URLs begin with the run's own path. */
final class ServerScenes {
    /** Requests under way while the server is replaced. */
    private static final int SLOW = 3;

    /** More than all buffers between a client and a server that does not read. */
    private static final int LARGE = 16_000_000;

    /**
     * What the application got.
     *
     * @param results of all requests but the upload, as {@code name: result}
     * @param upload of the request that is too large: what it comes to is a race, without the agent too
     */
    record Seen(List<String> results, Result upload) {}

    private final RealServer kind;
    private final ServerProcess server;
    private final Backend backend;
    private final Workload workload;
    private final String path;
    private final List<String> results = new ArrayList<>();

    ServerScenes(RealServer kind, ServerProcess server, Backend backend, Workload workload, String path) {
        this.kind = kind;
        this.server = server;
        this.backend = backend;
        this.workload = workload;
        this.path = path;
    }

    /** The lines that the server's log has of this then, but for uploads. */
    static List<String> logged(String path) {
        List<String> names =
                new ArrayList<>(List.of("first", "idle", "after-idle", "before-reload", "after-reload", "cut", "last"));
        IntStream.range(0, SLOW).forEach(i -> names.add("slow"));
        return names.stream().map(name -> "GET " + path + "/" + name).sorted().toList();
    }

    Seen play() {
        get("first");
        Result upload = workload.send(to("POST", "upload").with("body", LARGE));
        idle();
        get("cut");
        reload();
        get("last");
        return new Seen(List.copyOf(results), upload);
    }

    private void idle() {
        get("idle");
        server.await("closes idle connections", () -> server.open() == 0);
        get("after-idle");
    }

    /** One connection is idle when the server is replaced, the others carry requests. */
    private void reload() {
        backend.shut();
        List<Integer> slow = IntStream.range(0, SLOW)
                .mapToObj(i -> workload.start(to("GET", "slow")))
                .toList();
        backend.awaitHeld(SLOW);
        get("before-reload");
        kind.reload(server);
        server.await("closes what is idle, and no more", () -> server.open() == SLOW);
        get("after-reload");
        backend.open();
        slow.forEach(id -> result("slow", workload.await(id)));
    }

    private void get(String name) {
        result(name, workload.send(to("GET", name)));
    }

    private void result(String name, Result result) {
        results.add(name + ": " + result.brief());
    }

    private Request to(String method, String name) {
        return Request.of(method).with("url", "http://127.0.0.1:" + server.port() + path + "/" + name);
    }
}
