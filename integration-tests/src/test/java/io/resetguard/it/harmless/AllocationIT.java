package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A healthy request on a connection that is used again costs one small object. Interpreted: there the figures repeat to the
 * byte, and a compiler can only make them less.
 */
class AllocationIT {
    private static final double MOST_BYTES = 150;

    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void a_request_costs_no_more_than_150_bytes(Jdk jdk) {
        double bare = bytesOfRequest(ForkedJvm.of(jdk));
        for (String options : List.of("retry=off", "mode=guard,retry.fresh=true")) {
            double more = bytesOfRequest(ForkedJvm.of(jdk).agent(options)) - bare;
            assertTrue(more > 0 && more <= MOST_BYTES, more + " bytes a request with " + options);
        }
    }

    private static double bytesOfRequest(ForkedJvm jvm) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESPOND))) {
            ForkedJvm.Output output = jvm.jvm("-Xint")
                    .main(Workload.classPath(), "io.resetguard.workload.harmless.AllocationApp", server.url("/"))
                    .run(Programs.TIMEOUT);
            assertEquals(1, server.connections(), "it is about a connection that is used again");
            assertEquals(0, output.exitCode(), output.toString());
            return Double.parseDouble(output.stdout().get(0));
        }
    }
}
