package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real agents of others beside ours, in both orders: each does its work, ours once for each request, in observe mode
 * and with all on. On one JDK, 17 where it is there: a start takes some of them five seconds.
 */
class PeerAgentsIT {
    private static final Jdk JDK = Jdks.few().toList().get(0);

    /** On the command line. */
    private enum Order {
        WE_FIRST,
        WE_LAST
    }

    private final Path folder;

    PeerAgentsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicTest> both_do_their_work() {
        return Arrays.stream(PeerAgent.values())
                .flatMap(peer -> Arrays.stream(Order.values()).flatMap(order -> Arrays.stream(Client.values())
                        .filter(client -> client.on(JDK))
                        .map(client -> {
                            String mode = order == Order.WE_FIRST ? "mode=observe" : "mode=guard";
                            String name = peer + ", " + order + ", " + client.label() + ", " + mode;
                            return DynamicTest.dynamicTest(name, () -> check(peer, order, client, mode));
                        })));
    }

    private void check(PeerAgent peer, Order order, Client client, String mode) throws IOException {
        Path here = Files.createDirectory(folder.resolve(peer + "-" + order + "-" + client.label()));
        Events events = new Events(here.resolve("events.jsonl"));
        ForkedJvm jvm = together(order, events, mode, peer.arguments(here)).jvm("-Xshare:auto");
        try (Workload workload = Workload.start(jvm, client);
                ScriptedServer healthy = ScriptedServer.start(Script.requests(SocketEffect.RESPOND));
                ScriptedServer cut = ScriptedServer.start(Script.requests(SocketEffect.RESET_IN_BODY));
                ScriptedServer reset = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            Request get = Request.of("GET");
            assertEquals(
                    "200/100", workload.send(get.with("url", healthy.url("/"))).brief());
            assertTrue(workload.send(get.with("url", cut.url("/"))).failed());
            Request post = Request.of("POST").with("streaming", "fixed");
            assertTrue(workload.send(post.with("url", reset.url("/"))).failed());
            ForkedJvm.Output output = workload.quit();
            assertEquals(0, output.exitCode(), output.toString());
            Programs.assertNoFault(output);
            assertEquals(1, healthy.received().size());
            assertTrue(
                    peer.didItsWork(healthy.received().get(0), here), () -> healthy.received() + " " + output.stderr());
            List<EventLine> seen = events.read();
            assertEquals(1, count(seen, "truncated_body"), seen::toString);
            assertEquals(1, count(seen, "peer_reset"), seen::toString);
            String sent = reset.received().get(0).header("traceparent");
            Optional<String> trace = sent.isEmpty() ? Optional.empty() : Optional.of(sent.substring(3, 35));
            assertEquals(trace, one(seen, "peer_reset").text("trace_id"), seen::toString);
        }
    }

    /**
     * JaCoCo that is made to look at the JDK's own classes adds a method to each as it is loaded, and stays away when it is
     * changed again: then the JVM takes no change but its own. What is lost is told, and the application is well.
     */
    @TestFactory
    Stream<DynamicTest> jacoco_inside_the_jdk_keeps_others_out() {
        return Arrays.stream(Client.values())
                .filter(client -> client.on(JDK))
                .map(client -> DynamicTest.dynamicTest(client.label(), () -> insideTheJdk(client)));
    }

    private void insideTheJdk(Client client) throws IOException {
        Path seen = folder.resolve(client.label() + ".exec");
        String jacoco = "-javaagent:" + TestAgents.fetched("jacoco") + "=inclbootstrapclasses=true,destfile=" + seen
                + ",includes=sun.net.www.*:jdk.internal.net.http.*";
        ForkedJvm jvm = ForkedJvm.of(JDK).jvm(jacoco).agent("log=off", "summary=false", "mode=guard");
        try (Workload workload = Workload.start(jvm, client);
                ScriptedServer healthy = ScriptedServer.start(Script.requests(SocketEffect.RESPOND))) {
            Request get = Request.of("GET").with("url", healthy.url("/"));
            assertEquals("200/100", workload.send(get).brief());
            assertEquals("200/100", workload.send(get).brief());
            ForkedJvm.Output output = workload.quit();
            assertEquals(0, output.exitCode(), output.toString());
            assertTrue(Programs.count(output.stderr(), "attempted to delete a method; lost: ") > 0, output.toString());
            assertEquals(0, Programs.count(output.stderr(), "a fault of the agent"), output.toString());
            assertTrue(Files.size(seen) > 0);
        }
    }

    private static ForkedJvm together(Order order, Events events, String mode, String... peer) {
        String[] ours = {events.option(), "log=off", "summary=false", mode};
        ForkedJvm jvm = ForkedJvm.of(JDK);
        return order == Order.WE_FIRST
                ? jvm.agent(ours).jvm(peer)
                : jvm.jvm(peer).agent(ours);
    }

    private static long count(List<EventLine> events, String name) {
        return events.stream().filter(event -> event.event().equals(name)).count();
    }

    private static EventLine one(List<EventLine> events, String name) {
        return events.stream()
                .filter(event -> event.event().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
