package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.count;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where agents have changed what a call of the clients does: exceptions, states, futures are those of the bare JDK. */
class SameSemanticsIT {
    private static final Script SCRIPT = Script.paths(Map.of(
            "/404", SocketEffect.RESPOND.step().withStatus(404),
            "/503", SocketEffect.RESPOND_CLOSE.step().withStatus(503),
            "/stall", SocketEffect.STALL.step(),
            "/stall-timeout", SocketEffect.STALL.step(),
            "/reset", SocketEffect.RESET_BEFORE_RESPONSE.step()));

    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void http_url_connection_has_the_states_it_has_without_the_agent(Jdk jdk) {
        try (ScriptedServer server = ScriptedServer.start(SCRIPT)) {
            // A time-out on a connection that was idle for long, as on a busy machine, is summed up.
            String[] options = {"summary=false"};
            Programs.assertQuiet(Programs.runBoth(jdk, options, "SemanticsApp", server.url("/")));
        }
    }

    @ParameterizedTest
    @MethodSource(Programs.MODERN_JDKS)
    void the_future_of_http_client_is_the_one_it_is_without_the_agent(Jdk jdk) {
        try (ScriptedServer server = ScriptedServer.start(SCRIPT)) {
            ForkedJvm.Output output = Programs.runBoth(jdk, "FutureApp", server.url("/"));
            assertEquals(2, count(output.stderr(), "] peer reset time="), output.toString());
            assertEquals(2, count(output.stderr(), "/reset"), "of cancelled requests there is no event: " + output);
        }
    }
}
