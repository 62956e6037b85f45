package io.resetguard.it.guarantees;

import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Workload;
import io.resetguard.it.wire.Observation;
import io.resetguard.it.wire.WireRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs rows in one JVM, each against a server of its own. Thread-safe. */
final class RowRun {
    private static final int TRIES = 5;

    private final Workload workload;
    private final WireRun http1;

    private RowRun(Workload workload) {
        this.workload = workload;
        this.http1 = WireRun.with(workload);
    }

    /** So many rows at a time; what was seen is in their order. The JVM has ended cleanly. */
    static List<Seen> of(ForkedJvm jvm, Client client, List<Row> rows, int atATime) {
        ExecutorService few = Executors.newFixedThreadPool(atATime);
        try (Workload workload = Workload.start(jvm, client)) {
            RowRun run = new RowRun(workload);
            List<Future<Seen>> running =
                    rows.stream().map(row -> few.submit(() -> run.run(row))).toList();
            List<Seen> seen = new ArrayList<>();
            for (Future<Seen> one : running) {
                seen.add(one.get());
            }
            run.http1.end();
            return seen;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            few.shutdownNow();
        }
    }

    /** A warm-up that failed, as on a machine that is too busy, is no row yet: it is begun again. */
    private Seen run(Row row) {
        AssertionError failed = new AssertionError(row.toString());
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return row.protocol().isHttp2() ? onHttp2(row) : onHttp1(row);
            } catch (WireRun.ColdException e) {
                failed.addSuppressed(e);
            }
        }
        throw failed;
    }

    private Seen onHttp1(Row row) {
        Observation observed = http1.run(row.asWirePoint(sent(1)));
        return seen(row, observed.result(), observed.requests(), observed.connections());
    }

    private Seen onHttp2(Row row) {
        Http2Step[] steps = row.http2Steps().toArray(Http2Step[]::new);
        try (Http2ScriptedServer server =
                row.protocol().isTls() ? Http2ScriptedServer.startTls(steps) : Http2ScriptedServer.start(steps)) {
            if (row.when().isReused()) {
                warmUp(row, server);
            }
            boolean large = row.ending().stage() == Stage.UPLOADING;
            Result result =
                    workload.send(row.kind().request(large).with("version", 2).with("url", server.url("/")));
            int requests = server.received().size() - (row.when().isReused() ? 1 : 0);
            return seen(row, result, requests, server.connections());
        }
    }

    private void warmUp(Row row, Http2ScriptedServer server) {
        Result warm = workload.send(Request.of("GET").with("version", 2).with("url", server.url("/warm-up")));
        if (!warm.brief().equals("200/100") || !warm.version().equals("HTTP_2")) {
            throw new WireRun.ColdException(warm);
        }
        if (row.ending().stage() == Stage.IDLE) {
            server.awaitEnd();
        }
        if (server.received().size() != 1) {
            throw new WireRun.ColdException(warm); // the end overtook the answer, and the JDK sent it again
        }
    }

    private static Seen seen(Row row, Result result, int received, int connections) {
        return new Seen(Outcome.of(row, result), received, connections, result.brief());
    }
}
