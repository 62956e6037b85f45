package io.resetguard.it.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clients' whole public API: each exercise comes to the same with the agent, and sends the same requests. */
class ApiConformanceIT {
    @ParameterizedTest
    @MethodSource("io.resetguard.it.support.Jdks#all")
    void http_url_connection_does_what_it_does_without_the_agent(Jdk jdk, @TempDir Path folder) throws Exception {
        assertSame(jdk, folder, "UrlConnectionConformance", 130);
    }

    @ParameterizedTest
    @MethodSource("io.resetguard.it.support.Jdks#withHttpClient")
    void http_client_does_what_it_does_without_the_agent(Jdk jdk, @TempDir Path folder) throws Exception {
        assertSame(jdk, folder, "HttpClientConformance", 240);
    }

    private static void assertSame(Jdk jdk, Path folder, String program, int exercises) throws Exception {
        try (Peers peers = new Peers()) {
            ConformanceRun bare = ConformanceRun.of(jdk, peers, folder, program);
            assertEquals(List.of(), bare.stderr(), "stderr without the agent");
            assertTrue(bare.lines().size() >= exercises, () -> bare.lines().size() + " exercises");
            for (AgentMode mode : AgentMode.values()) {
                Events events = new Events(folder.resolve(mode + ".jsonl"));
                ConformanceRun watched = ConformanceRun.of(jdk, peers, folder, program, mode.agent(events));
                bare.assertSame(watched, mode);
                NoFault.inWhole(events.read());
            }
        }
    }
}
