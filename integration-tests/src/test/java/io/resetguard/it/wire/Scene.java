package io.resetguard.it.wire;

import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.Workload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Where a {@link Course} is played: the client's JVM, and servers that end with the scene. One thread. */
final class Scene implements AutoCloseable {
    final String path;
    private final Workload workload;
    private final Deque<AutoCloseable> servers = new ArrayDeque<>();

    /** All URLs of the scene begin with this path, and no other's do. */
    Scene(Workload workload, String path) {
        this.workload = workload;
        this.path = path;
    }

    /** Is retry on in the client's JVM? */
    boolean retries() {
        return workload.jvm().says("retry=");
    }

    /** Is prevent on in the client's JVM? */
    boolean prevents() {
        return workload.jvm().says("prevent=on");
    }

    /** Each step in its place, as {@link Script#steps} says. */
    ScriptedServer server(ServerStep... steps) {
        return server(Script.steps(List.of(steps)));
    }

    ScriptedServer server(Script script) {
        return closing(ScriptedServer.start(script));
    }

    ScriptedServer secured(ServerStep... steps) {
        return closing(ScriptedServer.startTls(Script.steps(List.of(steps))));
    }

    ScriptedServer secured(Script script) {
        return closing(ScriptedServer.startTls(script));
    }

    ScriptedProxy proxy(ProxyEffect... effects) {
        return closing(ScriptedProxy.start(effects));
    }

    <T extends AutoCloseable> T closing(T server) {
        servers.push(server);
        return server;
    }

    Result send(ScriptedServer server, Request request) {
        return workload.send(to(server, request));
    }

    /** By this name of the server's. */
    Result sendTo(String host, ScriptedServer server, Request request) {
        String url = server.url(path + request.name()).replace("127.0.0.1", host);
        return workload.send(request.with("url", url));
    }

    Result send(Http2ScriptedServer server, Request request) {
        return workload.send(to(server, request));
    }

    int start(ScriptedServer server, Request request) {
        return workload.start(to(server, request));
    }

    int start(Http2ScriptedServer server, Request request) {
        return workload.start(to(server, request));
    }

    List<Result> parallel(ScriptedServer server, Request request, int count) {
        return workload.sendParallel(to(server, request), count);
    }

    /** Lets the connections be idle for so long: time itself is what is tested. */
    static void idle(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Waits until the server has ended the connection that nobody used. */
    static void awaitIdleClose(ScriptedServer server) {
        try {
            if (!server.idleClosed().await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not close");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the client has closed a connection on which the server let it wait. */
    static void awaitClientClose(ScriptedServer server) {
        try {
            if (!server.clientClosed().await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the client did not close");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for what the other side of the scene does. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<Result> parallel(Http2ScriptedServer server, Request request, int count) {
        return workload.sendParallel(to(server, request), count);
    }

    Result await(int id) {
        return workload.await(id);
    }

    void interrupt(int id) {
        workload.interrupt(id);
    }

    private Request to(ScriptedServer server, Request request) {
        return request.with("url", server.url(path + request.name()));
    }

    private Request to(Http2ScriptedServer server, Request request) {
        return request.with("url", server.url(path + request.name())).with("version", "2");
    }

    @Override
    public void close() {
        while (!servers.isEmpty()) {
            try {
                servers.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
