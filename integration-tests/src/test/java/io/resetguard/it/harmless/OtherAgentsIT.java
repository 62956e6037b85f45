package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.TIMEOUT;
import static io.resetguard.it.harmless.Programs.count;
import static io.resetguard.it.harmless.Programs.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two agents that change the same classes, in both orders: neither loses its change where the JVM allows both, and the
 * application never does. The change of the other one is a text in capital letters, one for each client.
 */
class OtherAgentsIT {
    /** The first makes HttpURLConnection say its text, the second HttpClient. */
    private static final Script SCRIPT = Script.paths(Map.of(
            "/end", SocketEffect.CLOSE_BEFORE_RESPONSE.step(),
            "/204", SocketEffect.RESPOND.step().withStatus(204).withHeader("Content-Length: 5")));

    private static final String CHANGED = "UNEXPECTED END OF FILE FROM SERVER";
    private static final String CHANGED_TOO = "UNEXPECTED .?CONTENT.LENGTH.? HEADER";

    private final Path folder;

    OtherAgentsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /**
     * @param steps of the other agent, see {@code OtherAgent}
     * @param before whether it stands before ours on the command line
     * @param keepsItsOwn whether its change is there in the end; ours always is
     */
    private record Company(String steps, boolean before, boolean keepsItsOwn) {}

    private static final List<Company> COMPANIES = List.of(
            new Company("capable", true, true),
            new Company("capable", false, true),
            new Company("capable+load", true, true),
            new Company("incapable", true, true),
            new Company("incapable", false, true),
            // Our redefinition goes through its transformer again, as it is still there.
            new Company("incapable+load", true, true),
            new Company("capable+load+retransform", true, true),
            new Company("capable+load+retransform", false, true),
            // The JVM takes what a transformer throws for "no change".
            new Company("throwing", true, false),
            new Company("throwing", false, false),
            new Company("throwing+load+retransform", true, false),
            new Company("throwing+capable", true, true),
            // What it did once and left: ours begins from the class file. The JVM knows of no way to ask for the
            // bytes in between that would not run the transformers which are still there a second time.
            new Company("incapable+load+leave", true, false),
            new Company("redefine", true, false),
            new Company("redefine", false, false));

    @TestFactory
    Stream<DynamicTest> beside() throws IOException {
        Path jar = TestAgents.otherAgent(folder);
        return COMPANIES.stream().flatMap(company -> Jdks.few()
                .map(jdk -> DynamicTest.dynamicTest(company + ", " + jdk, () -> check(company, jar, jdk))));
    }

    private void check(Company company, Path jar, Jdk jdk) {
        Events events = new Events(folder.resolve(System.nanoTime() + ".jsonl"));
        String other = "-javaagent:" + jar + "=" + company.steps();
        ForkedJvm jvm = ForkedJvm.of(jdk);
        if (company.before()) {
            jvm.jvm(other).agent(events.option(), "log=off", "summary=false");
        } else {
            jvm.agent(events.option(), "log=off", "summary=false").jvm(other);
        }
        try (ScriptedServer server = ScriptedServer.start(SCRIPT)) {
            ForkedJvm.Output output = program(jvm, "QuietApp", "0", server.url("/end"), server.url("/204"))
                    .run(TIMEOUT);
            assertEquals(0, output.exitCode(), output.toString());
            Programs.assertNoFault(output);
            assertEquals(company.keepsItsOwn(), count(output.stdout(), CHANGED) == 2, output.toString());
            for (Client client : Client.values()) {
                boolean seen = events.read().stream()
                        .anyMatch(event -> event.event().equals("peer_reset")
                                && event.text("client").orElse("").equals(client.label()));
                assertEquals(client.on(jdk), seen, client + " in " + events.read());
            }
            if (jdk.hasHttpClient()) {
                assertEquals(company.keepsItsOwn(), changedToo(output) == 2, output.toString());
            }
        }
    }

    private static long changedToo(ForkedJvm.Output output) {
        return output.stdout().stream()
                .filter(line -> line.matches(".*" + CHANGED_TOO + ".*"))
                .count();
    }

    /** The hooks are there already when it retransforms everything, again and again. */
    @TestFactory
    Stream<DynamicTest> retransformed_while_in_use() throws IOException {
        Path jar = TestAgents.otherAgent(folder);
        return Jdks.all().flatMap(jdk -> Stream.of(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> DynamicTest.dynamicTest(
                        jdk + ", " + client.label(), () -> retransformedLater(jar, jdk, client))));
    }

    private void retransformedLater(Path jar, Jdk jdk, Client client) throws Exception {
        Events events = new Events(folder.resolve(System.nanoTime() + ".jsonl"));
        ForkedJvm jvm = Attaching.quietly(ForkedJvm.of(jdk), jdk).agent(events.option(), "log=off");
        try (Workload workload = Workload.start(jvm, client);
                ScriptedServer server = ScriptedServer.start(SCRIPT)) {
            ask(workload, server);
            Attaching.load(workload.jvm(), jar, "capable+retransform");
            assertTrue(ask(workload, server).matches(".*(" + CHANGED + "|" + CHANGED_TOO + ").*"));
            Attaching.load(workload.jvm(), jar, "retransform");
            assertTrue(ask(workload, server).matches(".*(" + CHANGED + "|" + CHANGED_TOO + ").*"));
            Programs.assertNoFault(workload.quit());
            long seen = events.read().stream()
                    .filter(event -> event.event().equals("peer_reset")
                            && event.outcome().equals("surfaced"))
                    .count();
            assertEquals(3, seen, events.read().toString());
        }
    }

    /** What the JVM cannot give: redefined from their class files, the classes have our hooks no more. */
    @Test
    void redefined_after_us_the_hooks_are_gone_and_the_application_is_well() throws Exception {
        Path jar = TestAgents.otherAgent(folder);
        Jdk jdk = Jdks.few().toList().get(0);
        ForkedJvm jvm = Attaching.quietly(ForkedJvm.of(jdk), jdk).agent("log=off");
        try (Workload workload = Workload.start(jvm, Client.HTTP_URL_CONNECTION);
                ScriptedServer server = ScriptedServer.start(SCRIPT)) {
            ask(workload, server);
            Attaching.load(workload.jvm(), jar, "redefine");
            assertTrue(ask(workload, server).contains(CHANGED));
            Programs.assertNoFault(workload.quit());
        }
    }

    /** One reset that surfaces, and what both answers came to. */
    private static String ask(Workload workload, ScriptedServer server) {
        Result end =
                workload.send(Request.of("POST").with("streaming", "chunked").with("url", server.url("/end")));
        Result odd = workload.send(Request.of("GET").with("url", server.url("/204")));
        assertTrue(end.failed(), end.toString());
        return end.error() + " " + odd.error();
    }
}
