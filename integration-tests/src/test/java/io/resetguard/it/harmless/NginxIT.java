package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A real server: what it does of its own accord, without the agent and with it. */
class NginxIT {
    private final Path folder;
    private Optional<Nginx> nginx = Optional.empty();

    NginxIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws Exception {
        Optional<Path> program = Nginx.installed();
        assumeTrue(program.isPresent(), "nginx is not installed (apt-get install nginx): its tests are skipped");
        nginx = Optional.of(Nginx.start(program.get(), folder));
    }

    @AfterEach
    void stop() {
        nginx.ifPresent(Nginx::close);
    }

    @TestFactory
    Stream<DynamicTest> real_server() {
        return Programs.oldAndNew().flatMap(jdk -> Stream.of(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> DynamicTest.dynamicTest(jdk + ", " + client.label(), () -> check(jdk, client))));
    }

    private void check(Jdk jdk, Client client) throws Exception {
        Events events = new Events(folder.resolve(jdk.feature() + client.label() + ".jsonl"));
        try (Workload bare = Workload.start(ForkedJvm.of(jdk), client);
                Workload observed = Workload.start(ForkedJvm.of(jdk).agent(events.option(), "log=off"), client)) {
            assertEquals(ordinary(bare), ordinary(observed));
            List<EventLine> harmless = told(events);
            assertTrue(harmless.stream().allMatch(event -> event.url().endsWith("/too-large")), "none of " + harmless);

            assertEquals(afterIdle(bare), afterIdle(observed));
            // HttpClient sees the FIN while it has nothing to do, mostly; HttpURLConnection uses the connection again.
            if (client == Client.HTTP_URL_CONNECTION) {
                EventLine hidden = events.awaitEvent(event ->
                        event.event().equals("peer_reset") && event.url().endsWith("/again"));
                assertEquals("jdk_resent stale_keep_alive", hidden.outcome() + " " + hidden.cause(), hidden.toString());
            }

            assertEquals(reset(bare), reset(observed));
            EventLine reset = events.awaitEvent(
                    event -> event.url().endsWith("/reset") && event.outcome().equals("surfaced"));
            assertEquals("peer_reset rst", reset.event() + " " + reset.signal(), reset.toString());

            // How much came before the end is a matter of chance, that it is less than all is not.
            Result cut = workerKilled(bare);
            Result cutObserved = workerKilled(observed);
            assertEquals(cut.failed(), cutObserved.failed(), cutObserved.toString());
            assertEquals(
                    cut.shortError().replaceAll("\\d+", "n"),
                    cutObserved.shortError().replaceAll("\\d+", "n"));
            events.awaitEvent(event ->
                    event.event().equals("truncated_body") && event.url().endsWith("/slow"));
            bare.quit();
            ForkedJvm.Output output = observed.quit();
            Programs.assertOnlyOurLines(output);
        }
    }

    private static List<EventLine> told(Events events) {
        return events.read().stream()
                .filter(event -> !event.event().equals("agent"))
                .toList();
    }

    private Nginx nginx() {
        return nginx.orElseThrow();
    }

    private Request get(String path) {
        return Request.of("GET").with("url", nginx().url(path));
    }

    private List<String> ordinary(Workload workload) {
        List<String> results = new ArrayList<>();
        for (String path : List.of("/", "/static", "/missing", "/once", "/")) {
            results.add(path + " " + workload.send(get(path)).brief());
        }
        results.add(workload.send(Request.of("HEAD").with("url", nginx().url("/static")))
                .brief());
        // nginx answers 413 at once and lingers: what the client makes of that is a race without the agent too.
        Request small = Request.of("POST").with("url", nginx().url("/"));
        results.add("POST " + workload.send(small).brief().replaceAll("^405/\\d+", "405"));
        Result tooLarge = workload.send(
                Request.of("POST").with("url", nginx().url("/too-large")).with("body", 2_000));
        results.add("POST too large " + tooLarge.status());
        return results;
    }

    private String afterIdle(Workload workload) {
        assertEquals("200/5", workload.send(get("/once-more")).brief());
        nginx().awaitIdleClosed();
        return workload.send(get("/again")).brief();
    }

    private String reset(Workload workload) {
        Result result = workload.send(get("/reset"));
        assertTrue(result.failed(), result.toString());
        return result.brief();
    }

    private Result workerKilled(Workload workload) throws Exception {
        nginx().awaitIdleClosed();
        long before = nginx().underWay();
        int id = workload.start(get("/slow"));
        nginx().awaitMoreUnderWay(before);
        nginx().killWorker();
        Result result = workload.await(id);
        assertFalse(result.bytes() >= 1_000_000, result.toString());
        return result;
    }
}
