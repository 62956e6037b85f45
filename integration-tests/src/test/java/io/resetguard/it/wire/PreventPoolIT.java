package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What prevention does to the pool of HttpClient where much happens at once. */
class PreventPoolIT {
    private static final int ROUNDS = 10;
    private static final int CONNECTIONS = 50;
    private static final Request POST = Request.of("POST");

    /** The peer closes while the whole JVM stands still: the request and the client's selector begin to run together. */
    @TestFactory
    Stream<DynamicTest> noRequestMeetsACloseThatCameWhileTheJvmStoodStill(@TempDir Path directory) {
        return Jdks.withHttpClient().flatMap(jdk -> Stream.of(false, true)
                .flatMap(tls -> Stream.of(SocketEffect.CLOSE_WHILE_IDLE, SocketEffect.RESET_WHILE_IDLE)
                        .map(effect -> test(
                                jdk,
                                (tls ? "https, " : "http, ") + effect,
                                directory,
                                workload -> standStill(workload, tls, effect)))));
    }

    private static void standStill(Workload workload, boolean tls, SocketEffect effect) {
        for (int i = 0; i < ROUNDS; i++) {
            Script script = Script.requests(effect.step().after(300), SocketEffect.RESPOND.step());
            try (ScriptedServer server = tls ? ScriptedServer.startTls(script) : ScriptedServer.start(script)) {
                Request request = POST.with("url", server.url("/"));
                assertEquals("200/100", workload.send(request).brief());
                workload.jvm().pause();
                try {
                    await(server.idleClosed());
                } finally {
                    int id = workload.start(request);
                    workload.jvm().goOn();
                    assertEquals("200/100", workload.await(id).brief(), "round " + i);
                }
                assertEquals(2, server.received().size());
            }
        }
    }

    /** Many take connections that are not to be used any more, and none of these stays open or is used. */
    @TestFactory
    Stream<DynamicTest> nothingIsLostWhereManyUseThePoolAtOnce(@TempDir Path directory) {
        return Jdks.withHttpClient().flatMap(jdk -> Stream.of(false, true)
                .map(tls -> test(
                        jdk,
                        tls ? "https" : "http",
                        directory,
                        workload -> manyAtOnce(workload, tls),
                        "prevent.max-idle=300ms")));
    }

    private static void manyAtOnce(Workload workload, boolean tls) {
        Script script = request -> SocketEffect.RESPOND.step().after(20);
        try (ScriptedServer server = tls ? ScriptedServer.startTls(script) : ScriptedServer.start(script)) {
            Request request = POST.with("url", server.url("/"));
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                results.addAll(workload.sendParallel(request, CONNECTIONS));
                results.addAll(workload.sendParallel(request, CONNECTIONS)); // on pooled ones
                sleep(350);
            }
            results.add(workload.send(request));
            server.awaitOpen(1);
            assertTrue(results.stream().allMatch(result -> result.brief().equals("200/100")), results::toString);
            assertEquals(results.size(), server.received().size());
        }
    }

    private static DynamicTest test(
            Jdk jdk, String name, Path directory, Consumer<Workload> course, String... options) {
        return dynamicTest(jdk + ", " + name, () -> {
            Events events = new Events(directory.resolve(jdk.feature() + name.replaceAll("\\W", "") + ".jsonl"));
            List<String> all = new ArrayList<>(List.of(events.option(), "log=off", "summary=false", "prevent=on"));
            all.addAll(List.of(options));
            ForkedJvm jvm = ForkedJvm.of(jdk).agent(all.toArray(String[]::new));
            try (Workload workload = Workload.start(jvm, Client.HTTP_CLIENT)) {
                course.accept(workload);
                workload.quit();
            }
            List<EventLine> told = events.read();
            assertTrue(told.stream().noneMatch(line -> line.toString().contains("fault")), told::toString);
            assertTrue(told.stream().noneMatch(line -> line.event().equals("peer_reset")), told::toString);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS), "the server did not close");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Idle time, which is what this is about. */
    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
