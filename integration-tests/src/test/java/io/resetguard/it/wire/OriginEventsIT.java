package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** At its end a JVM says what it knows of each origin: also of what made no event. */
class OriginEventsIT {
    private static final Request GET = Request.of("GET");
    private static final long IDLE_MILLIS = 150;

    @TestFactory
    Stream<DynamicTest> what_is_known_at_the_end(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client ->
                        DynamicTest.dynamicTest(jdk + ", " + client.label(), () -> check(jdk, client, directory))));
    }

    private static void check(Jdk jdk, Client client, Path directory) {
        Events events = new Events(directory.resolve(jdk.feature() + "-" + client.label() + ".jsonl"));
        ForkedJvm jvm = ForkedJvm.of(jdk).agent(events.option(), "log=off");
        ForkedJvm.Output output;
        String origin;
        // Requests 1 and 2 share a connection; 3 is dropped on it after it was idle, 4 on a fresh one; 5 and 6 share
        // one, and
        // 6 is reset.
        Script script = Script.requests(
                SocketEffect.RESPOND.step(),
                SocketEffect.RESPOND.step(),
                SocketEffect.STALL.step(),
                SocketEffect.STALL.step(),
                SocketEffect.RESPOND.step(),
                SocketEffect.RESET_BEFORE_RESPONSE.step());
        try (ScriptedServer server = ScriptedServer.start(script)) {
            origin = server.url("");
            try (Workload workload = Workload.start(jvm, client)) {
                assertEquals("200/100", send(workload, server, GET));
                assertEquals("200/100", send(workload, server, GET));
                Scene.idle(IDLE_MILLIS);
                send(workload, server, GET.with("timeoutMs", 300));
                send(workload, server, GET.with("timeoutMs", 300));
                assertEquals("200/100", send(workload, server, GET));
                Scene.idle(IDLE_MILLIS);
                send(workload, server, Request.of("POST").with("streaming", "fixed"));
                output = workload.quit();
            }
            assertEquals(6, server.received().size());
        }
        List<EventLine> told = events.read();
        List<EventLine> last =
                told.stream().filter(event -> event.event().equals("origin")).toList();
        assertEquals(1, last.size(), () -> told.toString());
        EventLine known = last.get(0);
        assertEquals(origin, known.origin());
        assertEquals("stop", known.text("reason").orElse(""));
        assertEquals(6, known.count("requests"), known::toString);
        assertEquals(3, known.count("connections"), known::toString);
        assertEquals(3, known.count("reused"), known::toString);
        // Request 2; on a busy machine it does not come at once.
        assertEquals(
                1,
                Stream.of("100", "200", "300", "500", "700", "1000", "1500")
                        .mapToLong(bound -> known.count("idle_ok." + bound))
                        .sum(),
                known::toString);
        // Request 6, after 150 ms.
        assertEquals(
                1,
                Stream.of("200", "300", "500", "700", "1000", "1500")
                        .mapToLong(bound -> known.count("idle_failed." + bound))
                        .sum(),
                known::toString);
        assertEquals(1, known.count("peer_reset"), known::toString);
        assertEquals(1, known.count("surfaced"), known::toString);
        assertEquals(1, known.count("reused_timeouts"), known::toString);
        assertTrue(known.count("reused_timeouts_from_ms") >= IDLE_MILLIS - 10, known::toString);
        assertTrue(
                known.decimal("connect_ms").isPresent()
                        && known.decimal("answer_ms").isPresent(),
                known::toString);
        assertTrue(
                output.stderr().stream()
                        .anyMatch(line -> line.contains(origin + ": 1 time-out on connections that had been idle")),
                output::toString);
        NoFault.inWhole(told);
    }

    private static String send(Workload workload, ScriptedServer server, Request request) {
        return workload.send(request.with("url", server.url("/"))).brief();
    }
}
