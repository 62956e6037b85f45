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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real OpenTelemetry agent beside ours. On one JDK, 17 where it is there: each start takes it five seconds. */
class OpenTelemetryIT {
    private static final String[] OTEL = {
        "-javaagent:" + TestAgents.openTelemetry(),
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Xshare:auto"
    };

    /** On the command line. */
    private enum Order {
        WE_FIRST,
        WE_LAST
    }

    private final Path folder;

    OpenTelemetryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void both_see_their_own(Order order) {
        Jdk jdk = Jdks.few().toList().get(0);
        for (Client client : Client.values()) {
            if (client.on(jdk)) {
                check(order, jdk, client);
            }
        }
    }

    private void check(Order order, Jdk jdk, Client client) {
        Events events = new Events(folder.resolve(order + client.label() + ".jsonl"));
        ForkedJvm jvm = ForkedJvm.of(jdk);
        if (order == Order.WE_FIRST) {
            jvm.agent(events.option(), "log=off", "summary=false").jvm(OTEL);
        } else {
            jvm.jvm(OTEL).agent(events.option(), "log=off", "summary=false");
        }
        try (Workload workload = Workload.start(jvm, client);
                ScriptedServer healthy = ScriptedServer.start(Script.requests(SocketEffect.RESPOND));
                ScriptedServer cut = ScriptedServer.start(Script.requests(SocketEffect.RESET_IN_BODY));
                ScriptedServer reset = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            Request get = Request.of("GET");
            assertEquals(
                    "200/100", workload.send(get.with("url", healthy.url("/"))).brief());
            assertTrue(workload.send(get.with("url", cut.url("/"))).failed());
            assertTrue(workload.send(Request.of("POST").with("url", reset.url("/")))
                    .failed());
            ForkedJvm.Output output = workload.quit();
            assertEquals(0, output.exitCode(), output.toString());
            Programs.assertNoFault(output);
            // OpenTelemetry put its header on the wire, and ours is told of its trace.
            String traceparent = healthy.received().get(0).header("traceparent");
            assertTrue(traceparent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"), traceparent);
            List<EventLine> seen = events.read();
            assertEquals(
                    1,
                    seen.stream()
                            .filter(event -> event.event().equals("truncated_body"))
                            .count(),
                    seen::toString);
            EventLine surfaced = seen.stream()
                    .filter(event -> event.event().equals("peer_reset")
                            && event.outcome().equals("surfaced"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(seen.toString()));
            String sent = reset.received().get(0).header("traceparent");
            assertEquals(Optional.of(sent.substring(3, 35)), surfaced.text("trace_id"), surfaced.toString());
        }
    }
}
