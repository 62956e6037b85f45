package io.resetguard.it.real;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Below a library that retries by itself the agent does not; in the same JVM, without the library, it does. */
class RetryingLayerIT {

    /** Programs that make three attempts, with the oldest JDK that each runs on. */
    private enum Layer {
        FAILSAFE("Failsafe", 8, 2),
        RESILIENCE4J("Resilience4j", 8, 2),
        SPRING_CORE("SpringCoreRetry", 17, 2),
        FAILSAFE_OVER_HTTP_CLIENT("FailsafeHttpClient", 11, 1),
        SPRING_RETRY_OVER_HTTP_CLIENT("SpringRetry", 17, 1);

        private final String program;
        private final int since;

        /** How often the JDK alone sends an OPTIONS that is reset. */
        private final int sendsOfJdk;

        Layer(String program, int since, int sendsOfJdk) {
            this.program = program;
            this.since = since;
            this.sendsOfJdk = sendsOfJdk;
        }
    }

    private static final long ATTEMPTS = 3;

    @TestFactory
    Stream<DynamicTest> aLayerThatRetriesIsTheOnlyOne(@TempDir Path folder) {
        return Stream.of(Layer.values()).flatMap(layer -> Jdks.all()
                .filter(jdk -> jdk.feature() >= layer.since)
                .map(jdk -> dynamicTest(layer + ", " + jdk, () -> play(layer, jdk, folder))));
    }

    private static void play(Layer layer, Jdk jdk, Path folder) {
        Events events = new Events(folder.resolve(layer + "-" + jdk.feature() + ".jsonl"));
        try (ScriptedServer server = ScriptedServer.start(request -> step(layer, request));
                Workload workload = Library.start(retrying(jdk, events), layer.program)) {
            Result below = workload.send(Request.of("OPTIONS").with("url", server.url("/below")));
            Result plain = workload.send(Request.of("OPTIONS").with("url", server.url("/plain")));
            assertEquals(0, workload.quit().exitCode());
            List<EventLine> lines = events.read();
            assertAll(
                    () -> assertTrue(below.failed(), below::toString),
                    () -> assertEquals(ATTEMPTS * layer.sendsOfJdk, received(server, "/below"), "sends below it"),
                    () -> assertEquals(ATTEMPTS, suppressed(lines), () -> "noes of the agent: " + lines),
                    () -> assertEquals(100, plain.bytes(), plain::toString),
                    () -> assertEquals(layer.sendsOfJdk + 1, received(server, "/plain"), "sends without it"),
                    () -> assertEquals(1, told(lines, "retry"), lines::toString),
                    () -> NoFault.inWhole(lines));
        }
    }

    /** All below the layer are reset; without it, as many as the JDK alone sends. */
    private static ServerStep step(Layer layer, ReceivedRequest request) {
        boolean plainAgain = request.path().equals("/plain") && request.number() > (ATTEMPTS + 1) * layer.sendsOfJdk;
        return (plainAgain ? SocketEffect.RESPOND : SocketEffect.RESET_BEFORE_RESPONSE).step();
    }

    /** It fails on the client's own threads, where nobody's stack is; but its body handler is known. */
    @TestFactory
    Stream<DynamicTest> fabric8RetriesByItself(@TempDir Path folder) {
        return Library.FABRIC8
                .jdks()
                .map(jdk -> dynamicTest(jdk.toString(), () -> {
                    Events events = new Events(folder.resolve("fabric8-" + jdk.feature() + ".jsonl"));
                    try (ScriptedServer server = ScriptedServer.start(request -> (request.number() == 2
                                            ? SocketEffect.RESET_BEFORE_RESPONSE
                                            : SocketEffect.RESPOND)
                                    .step());
                            Workload workload = Library.FABRIC8.start(retrying(jdk, events))) {
                        workload.send(Request.of("GET").with("url", server.url("/")));
                        Result put = workload.send(Request.of("PUT").with("url", server.url("/")));
                        assertEquals(0, workload.quit().exitCode());
                        List<EventLine> lines = events.read();
                        assertAll(
                                () -> assertEquals(100, put.bytes(), put::toString),
                                () -> assertEquals(3, server.received().size()),
                                () -> assertEquals(1, suppressed(lines), lines::toString),
                                () -> assertEquals(0, told(lines, "retry"), lines::toString),
                                () -> NoFault.inWhole(lines));
                    }
                }));
    }

    private static ForkedJvm retrying(Jdk jdk, Events events) {
        return ForkedJvm.of(jdk)
                .agent("retry=idempotent", "retry.fresh=true", events.option(), "log=off", "summary=false");
    }

    private static long received(ScriptedServer server, String path) {
        return server.received().stream()
                .filter(request -> request.path().equals(path))
                .count();
    }

    private static long suppressed(List<EventLine> lines) {
        return lines.stream()
                .filter(line -> line.event().equals("retry_suppressed")
                        && line.text("reason").orElse("").equals("retrying_layer"))
                .count();
    }

    private static long told(List<EventLine> lines, String event) {
        return lines.stream().filter(line -> line.event().equals(event)).count();
    }
}
