package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
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
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Retries under load: they do not multiply it where all fails, and cover all where little does. */
class RetryLoadIT {

    private static final String[] FRESH = {"retry=idempotent", "retry.fresh=true"};
    private static final String[] GUARD = {"mode=guard", "retry.fresh=true"};

    /** For three seconds. */
    private static final int REQUESTS = 180;

    private static final int A_SECOND = 60;

    /** What the server may receive more than without the agent. */
    private static final double MOST = 1.15;

    private static final Set<String> LIMITS = Set.of("budget", "concurrent", "breaker_open");

    @TestFactory
    Stream<DynamicNode> aServerThatResetsAllGetsNoStormAndIsRetriedToAgainOnceItIsWell(@TempDir Path directory) {
        return each((jdk, client) -> {
            long alone = resetAll(ForkedJvm.of(jdk), client);
            return Stream.of(
                    dynamicTest("retry.fresh=true", () -> sick(jdk, client, FRESH, alone, directory)),
                    dynamicTest("mode=guard", () -> sick(jdk, client, GUARD, alone, directory)));
        });
    }

    /** How many requests the server receives. */
    private static long resetAll(ForkedJvm jvm, Client client) {
        LoadScript script = new LoadScript(client);
        try (ScriptedServer server = ScriptedServer.start(script);
                Workload workload = Workload.start(jvm, client)) {
            awaitAll(workload, load(workload, server));
            return server.received().size();
        }
    }

    private static void sick(Jdk jdk, Client client, String[] options, long alone, Path directory) {
        LoadScript script = new LoadScript(client);
        Events events = new Events(directory.resolve(jdk.feature() + client.name() + options[0] + ".jsonl"));
        try (ScriptedServer server = ScriptedServer.start(script);
                Workload workload = Workload.start(ForkedJvm.of(jdk).agent(with(events, options)), client)) {
            List<Result> results = awaitAll(workload, load(workload, server));
            int received = server.received().size();
            assertAll(
                    () -> assertTrue(results.stream().allMatch(Result::failed)),
                    () -> assertTrue(alone >= REQUESTS && received <= MOST * alone, received + " after " + alone),
                    () -> events.awaitEvent(suppressedBy("breaker_open")));
            script.isWell();
            awaitRecovery(workload, server);
            events.awaitEvent(line ->
                    line.event().equals("retry") && line.number("status").orElse(-1) == 200);
            // It is closed: now they all are retried.
            for (int i = 0; i < 5; i++) {
                assertEquals(200, again(workload, server, "closed" + i).status());
            }
            assertEquals(0, workload.quit().exitCode());
            NoFault.inWhole(events.read());
        }
    }

    /** As many requests a second as an application sends, whatever becomes of them. */
    private static List<Integer> load(Workload workload, ScriptedServer server) {
        List<Integer> started = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
            // OPTIONS, for HttpClient itself sends a GET up to five times from JDK 26 on, after which nothing is added.
            started.add(
                    workload.start(Request.of(i % 2 == 0 ? "GET" : "OPTIONS").with("url", server.url("/" + i))));
            long next = begin + TimeUnit.SECONDS.toNanos(i + 1) / A_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return started;
    }

    private static void awaitRecovery(Workload workload, ScriptedServer server) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        for (int i = 0; again(workload, server, "open" + i).failed(); i++) {
            assertTrue(System.nanoTime() < end, "it stays open");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    /** A request that the JDK alone does not bring through. */
    private static Result again(Workload workload, ScriptedServer server, String name) {
        return workload.send(Request.of("OPTIONS").with("url", server.url(LoadScript.AGAIN + name)));
    }

    @TestFactory
    Stream<DynamicNode> oneResetInAHundredReusesIsNoMatter(@TempDir Path directory) {
        return each((jdk, client) -> Stream.of(dynamicTest("1 %", () -> flaky(jdk, client, directory))));
    }

    private static void flaky(Jdk jdk, Client client, Path directory) {
        FlakyScript script = new FlakyScript();
        Events events = new Events(directory.resolve(jdk.feature() + client.name() + ".jsonl"));
        String[] options = with(events, "retry=idempotent");
        try (ScriptedServer server = ScriptedServer.start(script);
                Workload workload = Workload.start(ForkedJvm.of(jdk).agent(options), client)) {
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < FlakyScript.REQUESTS; i += FlakyScript.METHODS.size()) {
                List<Integer> started = new ArrayList<>();
                for (int k = 0; k < FlakyScript.METHODS.size(); k++) {
                    started.add(workload.start(
                            Request.of(FlakyScript.METHODS.get(k)).with("url", server.url(FlakyScript.path(i + k)))));
                }
                results.addAll(awaitAll(workload, started));
            }
            assertEquals(0, workload.quit().exitCode());
            List<EventLine> lines = events.read();
            assertAll(() -> NoFault.inWhole(lines), () -> asExpected(script, server.received(), results, lines));
        }
    }

    private static void asExpected(
            FlakyScript script, List<ReceivedRequest> received, List<Result> results, List<EventLine> lines) {
        List<EventLine> suppressed = lines.stream()
                .filter(line -> line.event().equals("retry_suppressed"))
                .toList();
        List<EventLine> refused = suppressed.stream()
                .filter(line -> LIMITS.contains(line.text("reason").orElse("")))
                .toList();
        List<EventLine> resetAgain = suppressed.stream()
                .filter(line -> !refused.contains(line) && line.sends().orElse(0) > 1)
                .toList();
        long failed = results.stream().filter(Result::failed).count();
        Map<String, Long> byPath =
                received.stream().collect(Collectors.groupingBy(ReceivedRequest::path, Collectors.counting()));
        assertAll(
                () -> assertTrue(script.resets() >= 10, script.resets() + " resets"),
                () -> assertTrue(
                        lines.stream()
                                .anyMatch(line -> line.event().equals("retry")
                                        || line.event().equals("jdk_resend")),
                        "nothing was sent again"),
                () -> assertEquals(failed, refused.size() + resetAgain.size(), suppressed::toString),
                () -> assertEquals(suppressed.size(), refused.size() + resetAgain.size(), suppressed::toString),
                () -> assertEquals(FlakyScript.UNLUCKY.size(), resetAgain.size(), resetAgain::toString),
                () -> assertEquals(
                        List.of(),
                        byPath.entrySet().stream()
                                .filter(path -> !FlakyScript.UNLUCKY.contains(path.getKey()))
                                .filter(path -> path.getValue() > 1 + script.resets(path.getKey()))
                                .toList(),
                        "each was sent again only after a reset"));
    }

    private static Predicate<EventLine> suppressedBy(String reason) {
        return line -> line.event().equals("retry_suppressed")
                && line.text("reason").orElse("").equals(reason);
    }

    private static List<Result> awaitAll(Workload workload, List<Integer> started) {
        return started.stream().map(workload::await).toList();
    }

    private static String[] with(Events events, String... options) {
        return Stream.concat(Arrays.stream(options), Stream.of(events.option(), "log=off", "summary=false"))
                .toArray(String[]::new);
    }

    /** The tests of one client on one JDK. */
    private interface Tests {
        Stream<DynamicNode> of(Jdk jdk, Client client);
    }

    private static Stream<DynamicNode> each(Tests tests) {
        return Jdks.all().flatMap(jdk -> Stream.of(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> dynamicContainer(jdk + ", " + client.label(), tests.of(jdk, client))));
    }
}
