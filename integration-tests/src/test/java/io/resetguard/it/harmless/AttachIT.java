package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.count;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a JVM that has been using its clients for a while, or comes twice. */
class AttachIT {
    private static final String SECOND = "the agent is in this JVM already: this second one does nothing";

    private final Path folder;

    AttachIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicTest> attached_to_open_connections() {
        return Jdks.all().flatMap(jdk -> Stream.of(Client.values())
                .filter(client -> client.on(jdk))
                .flatMap(client -> Stream.of(false, true)
                        .map(tls -> DynamicTest.dynamicTest(
                                jdk + ", " + client.label() + (tls ? ", https" : ""),
                                () -> openBefore(jdk, client, tls)))));
    }

    /** One connection from before, which the peer resets on its second request; then a new one. */
    private void openBefore(Jdk jdk, Client client, boolean tls) throws Exception {
        Events events = new Events(folder.resolve(System.nanoTime() + ".jsonl"));
        ServerStep answer = SocketEffect.RESPOND.step();
        ServerStep reset = SocketEffect.RESET_BEFORE_RESPONSE.step();
        Script script = request -> request.onConnection() == 1 ? answer : reset;
        try (Workload workload = Workload.start(Attaching.quietly(ForkedJvm.of(jdk), jdk), client);
                ScriptedServer server = tls ? ScriptedServer.startTls(script) : ScriptedServer.start(script)) {
            assertEquals("200/100", workload.send(get(server, "/before")).brief());
            Attaching.load(workload.jvm(), ForkedJvm.agentJar(), events.option() + ",log=off");
            assertEquals("200/100", workload.send(get(server, "/old")).brief());
            EventLine old = events.awaitEvent(event -> event.event().equals("peer_reset"));
            assertTrue(old.url().endsWith("/old"), old.toString());
            assertFalse(old.keys().contains("connection_age_ms"), old.toString());
            assertEquals(Optional.of(true), old.connectionReused(), old.toString());

            // The connection that took its place was opened before our eyes.
            assertEquals("200/100", workload.send(get(server, "/new")).brief());
            EventLine young = events.awaitEvent(
                    event -> event.event().equals("peer_reset") && event.url().endsWith("/new"));
            assertTrue(young.decimal("connection_age_ms").isPresent(), young.toString());
            assertEquals("jdk_resent", young.outcome());
            ForkedJvm.Output output = workload.quit();
            assertEquals(0, output.exitCode());
            Programs.assertOnlyOurLines(output);
        }
    }

    private static Request get(ScriptedServer server, String path) {
        return Request.of("GET").with("url", server.url(path));
    }

    @ParameterizedTest
    @MethodSource(Programs.MODERN_JDKS)
    void attached_to_an_open_http2_connection(Jdk jdk) throws Exception {
        try (Workload workload = Workload.start(Attaching.quietly(ForkedJvm.of(jdk), jdk), Client.HTTP_CLIENT);
                Http2ScriptedServer server =
                        Http2ScriptedServer.startTls(Http2Effect.RESPOND.step(), Http2Effect.RESET.step())) {
            Events events = new Events(folder.resolve(System.nanoTime() + ".jsonl"));
            Request get = Request.of("GET").with("version", 2).with("url", server.url("/"));
            assertEquals("200/100", workload.send(get).brief());
            Attaching.load(workload.jvm(), ForkedJvm.agentJar(), events.option() + ",log=off");
            Result result = workload.send(get);
            assertTrue(result.failed(), result.toString());
            EventLine old = events.awaitEvent(event -> event.event().equals("peer_reset"));
            assertFalse(old.keys().contains("connection_age_ms"), old.toString());
            Programs.assertOnlyOurLines(workload.quit());
        }
    }

    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void the_second_one_does_nothing_and_says_so(Jdk jdk) throws Exception {
        try (Workload workload = Workload.start(
                        Attaching.quietly(ForkedJvm.of(jdk), jdk).agent().agent(), Client.HTTP_URL_CONNECTION);
                ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            workload.send(get(server, "/"));
            Attaching.load(workload.jvm(), ForkedJvm.agentJar(), "");
            workload.send(get(server, "/"));
            ForkedJvm.Output output = workload.quit();
            Programs.assertOnlyOurLines(output);
            assertEquals(2, count(output.stderr(), SECOND), output.toString());
            assertEquals(4, server.received().size(), "each GET sent twice, by the JDK");
            assertEquals(1, count(output.stderr(), "summary: peer_reset=4 "), output.toString());
            assertEquals(1, count(output.stderr(), "watching"), "says what it watches once: " + output);
        }
    }
}
