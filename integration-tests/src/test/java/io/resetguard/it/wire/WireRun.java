package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.FreshPort;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the rows of the table for one client in one JVM, each against a server of its own. Thread-safe. */
public final class WireRun implements AutoCloseable {
    private static final int AT_A_TIME = 4;

    /** The request before the one that counts was not answered. */
    public static final class ColdException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        public ColdException(Result warmUp) {
            super("the warm-up came to " + warmUp);
        }
    }

    private final Workload workload;
    private final AtomicInteger paths = new AtomicInteger();

    private WireRun(Workload workload) {
        this.workload = workload;
    }

    /** Sends with a program that runs already. */
    public static WireRun with(Workload workload) {
        return new WireRun(workload);
    }

    static WireRun start(ForkedJvm jvm, Client client) {
        return new WireRun(Workload.start(jvm, client));
    }

    /** All rows, one after the other, and then the JVM's end. */
    static List<Observation> all(ForkedJvm jvm, Client client, List<WirePoint> points) {
        try (WireRun run = start(jvm, client)) {
            List<Observation> observations = new ArrayList<>();
            points.forEach(point -> observations.add(run.run(point)));
            run.end();
            return observations;
        }
    }

    /** All rows, a few of them at a time, and then the JVM's end. The observations are in the rows' order. */
    static List<Observation> together(ForkedJvm jvm, Client client, List<WirePoint> points) {
        return together(Workload.start(jvm, client), points);
    }

    /** The same with a program that runs already. */
    public static List<Observation> together(Workload workload, List<WirePoint> points) {
        ExecutorService few = Executors.newFixedThreadPool(AT_A_TIME);
        try (WireRun run = with(workload)) {
            List<Future<Observation>> running = points.stream()
                    .map(point -> few.submit(() -> run.run(point)))
                    .toList();
            List<Observation> observations = new ArrayList<>();
            for (Future<Observation> one : running) {
                observations.add(one.get());
            }
            run.end();
            return observations;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            few.shutdownNow();
        }
    }

    /** One row. */
    public Observation run(WirePoint point) {
        return point.server() == WirePoint.Server.NOBODY ? refused(point) : served(point);
    }

    private Observation refused(WirePoint point) {
        try (Socket nobody = FreshPort.held()) {
            String path = "/point-" + paths.incrementAndGet();
            String url = "http://127.0.0.1:" + nobody.getLocalPort() + path;
            return new Observation(point, workload.send(point.request().with("url", url)), 0, 0, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Observation served(WirePoint point) {
        try (ScriptedServer server = server(point)) {
            String path = "/point-" + paths.incrementAndGet();
            Request request = point.request().with("url", url(point, server, path));
            if (point.warmUp()) {
                warmUp(point, server);
            }
            Result result = workload.send(request);
            int requests = server.received().size() - (point.warmUp() ? 1 : 0);
            return new Observation(point, result, requests, server.connections(), path);
        }
    }

    /** Lets the JVM end by itself; its end is clean, and an agent's only line is that of its start: no row is lost. */
    public void end() {
        ForkedJvm.Output output = workload.quit();
        boolean silent = output.stderr().stream().allMatch(line -> line.contains(": watching "));
        if (output.exitCode() != 0 || !silent) {
            throw new AssertionError("the JVM ended with " + output.exitCode() + ", said " + output.stderr());
        }
    }

    private void warmUp(WirePoint point, ScriptedServer server) {
        Result warm = workload.send(Request.of("GET").with("url", url(point, server, "/warm-up")));
        boolean closes = point.steps().get(0).effect() != SocketEffect.RESPOND;
        try {
            if (warm.failed() || (closes && !server.idleClosed().await(10, TimeUnit.SECONDS))) {
                throw new ColdException(warm);
            }
            if (server.received().size() != 1) {
                throw new ColdException(warm); // the end overtook the answer, and the JDK sent it again
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ScriptedServer server(WirePoint point) {
        Script script = Script.steps(point.steps());
        return switch (point.server()) {
            case PLAIN -> ScriptedServer.start(script);
            case NOBODY -> throw new IllegalArgumentException("nobody serves " + point.name());
            case TLS, TLS_BY_WRONG_NAME -> ScriptedServer.startTls(script);
        };
    }

    private static String url(WirePoint point, ScriptedServer server, String path) {
        String url = server.url(path);
        return point.server() == WirePoint.Server.TLS_BY_WRONG_NAME ? url.replace("127.0.0.1", "localhost") : url;
    }

    @Override
    public void close() {
        workload.close();
    }
}
