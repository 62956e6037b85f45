package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.TIMEOUT;
import static io.resetguard.it.harmless.Programs.count;
import static io.resetguard.it.harmless.Programs.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that make no sense: a line that helps, and an application that runs. */
class BadOptionsIT {
    private static final int LONGEST_LINE = 4_000;

    /**
     * @param options of the agent argument
     * @param line what is said, a regular expression
     */
    private record Bad(String options, String line) {}

    private static final List<Bad> BAD = List.of(
            new Bad("mdoe=guard", "mdoe \\(agent argument\\): unknown key, did you mean mode\\?; ignored"),
            new Bad("mode=gaurd", "mode \\(agent argument\\): 'gaurd' is not allowed, use observe or guard; using .*"),
            new Bad("mode", "mode \\(agent argument\\): has no '=', write mode=value.*"),
            new Bad("log.rate=-1", "log.rate \\(agent argument\\): '-1' is not allowed.*"),
            new Bad("retry.deadline=soon", "retry.deadline \\(agent argument\\): 'soon' is not allowed.*"),
            new Bad("retry.budget=150%", "retry.budget \\(agent argument\\): '150%' is not allowed.*"),
            new Bad("events.max-size=1e9", "events.max-size \\(agent argument\\): '1e9' is not allowed.*"),
            new Bad("log.format=\"json", "log.format \\(agent argument\\): the quote is not closed.*"),
            new Bad("log=app,log=off", "log \\(agent argument\\): set twice; 'off' ignored, the first counts"),
            new Bad("config=/no/such/file", "config \\(agent argument\\): cannot read '/no/such/file': .*"),
            new Bad("config=/proc/self/mem", "config \\(agent argument\\): cannot read '/proc/self/mem': .*"),
            new Bad("config=/", "config \\(agent argument\\): cannot read '/': .*"),
            new Bad("\u001b[31m\r\nx=1\n[resetguard] forged=2", ".*unknown key.*"),
            new Bad(",,=,==,=x=", ".*"),
            new Bad("hosts=[", ".*"));

    @TestFactory
    Stream<DynamicTest> a_bad_option_is_named_and_the_application_runs() {
        return Jdks.few().flatMap(jdk -> BAD.stream()
                .map(bad -> DynamicTest.dynamicTest(
                        jdk + ", " + bad.options().replaceAll("\\p{Cntrl}", "?"), () -> check(jdk, bad))));
    }

    private static void check(Jdk jdk, Bad bad) {
        // Without a request: nothing but the start is looked at.
        ForkedJvm.Output output =
                program(ForkedJvm.of(jdk).agent(bad.options()), "QuietApp", "6").run(TIMEOUT);
        assertEquals(6, output.exitCode(), output.toString());
        assertEquals(List.of("done"), output.stdout());
        Programs.assertOnlyOurLines(output);
        boolean said = output.stderr().stream().anyMatch(line -> line.matches("\\[resetguard] " + bad.line()));
        assertTrue(said, output.toString());
        assertEquals(1, count(output.stderr(), ": watching HttpURLConnection"), output.toString());
        assertEquals(0, count(output.stderr(), "[resetguard] forged"), output.toString());
        assertTrue(
                output.stderr().stream()
                        .allMatch(line ->
                                line.length() < LONGEST_LINE && line.chars().allMatch(c -> c >= ' ' && c < 0x7f)),
                output.toString());
    }

    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void from_every_source_at_once(Jdk jdk, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("config");
        byte[] content = "log=nowhere\n\uFFFF=\u0000\nretyr=off\n".getBytes(java.nio.charset.StandardCharsets.UTF_16);
        Files.write(file, content);
        ForkedJvm jvm = ForkedJvm.of(jdk)
                .agent("config=" + file)
                .jvm("-Dresetguard.mode=", "-Dresetguard.retry.max=99999999999999999999", "-Dresetguard.=x")
                .environment("RESETGUARD_EVENTS_KEEP", "-3")
                .environment("RESETGUARD_RETYR", "off");
        ForkedJvm.Output output = program(jvm, "QuietApp", "6").run(TIMEOUT);
        assertEquals(6, output.exitCode(), output.toString());
        Programs.assertOnlyOurLines(output);
        for (String named : List.of("resetguard.mode", "resetguard.retry.max", "RESETGUARD_EVENTS_KEEP")) {
            assertTrue(count(output.stderr(), named) >= 1, named + " in " + output);
        }
        assertEquals(1, count(output.stderr(), "did you mean RESETGUARD_RETRY?"), output.toString());
        assertEquals(1, count(output.stderr(), "observe-only: because of the above"), output.toString());
    }

    /** A full disk, no such folder, no permission, a folder where a file should be. */
    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void events_that_cannot_be_written(Jdk jdk, @TempDir Path folder) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            for (String path : List.of("/dev/full", "/proc/no/such", "/proc/version", folder.toString())) {
                ForkedJvm jvm = ForkedJvm.of(jdk).agent("log=off", "events=" + path);
                ForkedJvm.Output output =
                        program(jvm, "QuietApp", "0", server.url("/")).run(TIMEOUT);
                assertEquals(0, output.exitCode(), output.toString());
                Programs.assertOnlyOurLines(output);
                assertEquals(1, count(output.stderr(), "] events: cannot write " + path + ": "), output.toString());
                assertEquals(1, count(output.stderr(), "events could not be written to " + path), output.toString());
                assertEquals(1, count(output.stderr(), "] summary: peer_reset="), output.toString());
            }
        }
    }
}
