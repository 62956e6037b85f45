package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A million exchanges and thousands of origins leave nothing behind. The counts are for the newest JDK only, for they
 * take a minute; {@code -Dresetguard.exchanges} changes them.
 */
class NoLeakIT {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Pattern STATE = Pattern.compile("\\w+ kB=(\\d+) threads=(\\d+) sockets=(\\d+)");

    /** In heap. What the agent keeps of an origin or an exchange would be far more, were it kept of each. */
    private static final long FLAT_KB = 3_000;

    private static final String[] RETRY = {"retry=idempotent", "retry.fresh=true", "retry.budget=100%"};

    private static final String[] HEAP = {"-Xmx200m", "-XX:TieredStopAtLevel=4"};

    @Test
    void a_million_exchanges_leave_the_heap_flat() {
        assertFlat(run("exchanges", Integer.toString(Integer.getInteger("resetguard.exchanges", 1_000_000))));
    }

    @Test
    void thousands_of_origins_that_reset_leave_the_heap_flat() {
        assertFlat(run("origins", "2000"));
    }

    /** The application fails unless they are answered, given up and cancelled as planned. */
    @Test
    void hundreds_of_retries_leave_threads_and_sockets_flat() {
        assertFlat(run(RETRY, "retries", "600"));
    }

    private static ForkedJvm.Output run(String... arguments) {
        return run(new String[0], arguments);
    }

    private static ForkedJvm.Output run(String[] options, String... arguments) {
        List<Jdk> few = Jdks.few().toList();
        ForkedJvm jvm = ForkedJvm.of(few.get(few.size() - 1))
                .agent(options)
                .environment("RESETGUARD_LOG_RATE", "1")
                .jvm(HEAP);
        return program(jvm, "LeakApp", arguments).run(LONG);
    }

    private static void assertFlat(ForkedJvm.Output output) {
        assertEquals(2, output.stdout().size(), output.toString());
        Matcher begin = STATE.matcher(output.stdout().get(0));
        Matcher end = STATE.matcher(output.stdout().get(1));
        assertTrue(begin.matches() && end.matches(), output.toString());
        assertTrue(number(end, 1) - number(begin, 1) < FLAT_KB, output.stdout()::toString);
        assertTrue(number(end, 2) - number(begin, 2) <= 2, output.stdout()::toString);
        assertTrue(number(end, 3) - number(begin, 3) <= 4, output.stdout()::toString);
        Programs.assertOnlyOurLines(output);
    }

    private static long number(Matcher state, int group) {
        return Long.parseLong(state.group(group));
    }

    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void abandoned_connections_are_collected(Jdk jdk) {
        Script script = Script.requests(SocketEffect.RESPOND.step().withBody(100_000));
        try (ScriptedServer http = ScriptedServer.start(script);
                ScriptedServer https = ScriptedServer.startTls(script)) {
            Programs.assertQuiet(Programs.runBoth(jdk, "LeakApp", "abandoned", http.url("/"), https.url("/")));
        }
    }

    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void class_loaders_of_applications_that_went_are_collected(Jdk jdk) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            ForkedJvm.Output output = Programs.runBoth(jdk, "LeakApp", "loaders", server.url("/"));
            assertEquals("loaders gone", output.stdout().get(output.stdout().size() - 1));
        }
    }

    /** Each application's GET was sent again by the agent, and failed again. */
    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void class_loaders_of_applications_whose_requests_were_retried_are_collected(Jdk jdk) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            ForkedJvm.Output output = Programs.runBoth(jdk, RETRY, "LeakApp", "loaders", server.url("/"));
            assertEquals("loaders gone", output.stdout().get(output.stdout().size() - 1));
            assertTrue(
                    output.stderr().stream().anyMatch(line -> line.startsWith("[resetguard] retry ")),
                    output::toString);
        }
    }
}
