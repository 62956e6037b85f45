package io.resetguard.it.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the delivered jar: what they say, where, and with which exit code. */
class CommandLineIT {

    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void help_is_shown_and_nothing_on_stderr(Jdk jdk) {
        ForkedJvm.Output bare = Tool.run(jdk);
        assertFine(bare);
        for (String command : List.of("report", "explain", "options", "version", "completion")) {
            assertTrue(bare.stdout().stream().anyMatch(line -> line.startsWith("  " + command)), bare.toString());
            ForkedJvm.Output help = Tool.run(jdk, command, "--help");
            assertFine(help);
            assertTrue(help.stdout().contains("Exit codes:") || !command.equals("report"), help.toString());
        }
        ForkedJvm.Output version = Tool.run(jdk, "version");
        assertFine(version);
        assertTrue(version.stdout().get(0).matches("resetguard \\d.*"), version.toString());
        assertTrue(version.stdout().get(1).startsWith("JDK " + jdk.version()), version.toString());
    }

    private static void assertFine(ForkedJvm.Output output) {
        assertEquals(List.of(), output.stderr());
        assertEquals(0, output.exitCode(), output.toString());
    }

    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void options_are_read_from_where_the_agent_reads_them(Jdk jdk, @TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "events.keep=7\n");
        ForkedJvm jvm = ForkedJvm.of(jdk)
                .jvm("-Dresetguard.config=" + config, "-Dresetguard.redact=path")
                .environment("RESETGUARD_MODE", "guard")
                .environment("RESETGUARD_LOG_RATE", "many");
        ForkedJvm.Output output = Tool.run(jvm, "options", "log=off");
        String said = String.join("\n", output.stdout());
        assertEquals(1, output.exitCode(), output.toString());
        assertEquals(1, output.stderr().size(), output.toString());
        assertTrue(output.stderr().get(0).startsWith("log.rate (environment variable RESETGUARD_LOG_RATE): 'many'"));
        assertTrue(said.contains("log=off (default app)\n    set in: agent argument"), said);
        assertTrue(said.contains("redact=path (default query)\n    set in: system property resetguard.redact"), said);
        assertTrue(
                said.contains("mode=guard (default observe)\n    set in: environment variable RESETGUARD_MODE"), said);
        assertTrue(said.contains("events.keep=7 (default 4)\n    set in: " + config), said);
        assertTrue(said.contains("prevent=on (default off)\n    not set; from mode=guard"), said);
        assertTrue(said.contains("log.rate=5\n    not set"), said);
    }

    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void an_event_from_standard_input_is_explained(Jdk jdk, @TempDir Path folder) throws Exception {
        WatchedRun run = WatchedRun.of(jdk, folder);
        String line = Files.readAllLines(run.file()).stream()
                .filter(each -> each.contains("\"event\":\"peer_reset\""))
                .findFirst()
                .orElseThrow();
        try (RunningJvm jvm =
                ForkedJvm.of(jdk).jar(ForkedJvm.agentJar(), "explain").start()) {
            jvm.sendLine("2026-11-21 WARN resetguard.peer_reset - " + line);
            jvm.endInput();
            ForkedJvm.Output output = jvm.awaitExit(Duration.ofSeconds(60));
            assertFine(output);
            assertTrue(
                    output.stdout().get(0).startsWith("The peer ended the connection under PUT http"),
                    output.toString());
            assertTrue(output.stdout().stream().anyMatch(said -> said.contains("what to do")), output.toString());
        }
    }

    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void wrong_use_is_2_and_input_that_is_not_there_1(Jdk jdk, @TempDir Path folder) {
        assertSays(2, "Unknown option: '--colour'", Tool.run(jdk, "report", "--colour", folder));
        assertSays(1, "absent.jsonl: there is no such file", Tool.run(jdk, "report", folder.resolve("absent.jsonl")));
        assertSays(1, "no event", Tool.run(jdk, "report", folder));
    }

    private static void assertSays(int exitCode, String what, ForkedJvm.Output output) {
        assertEquals(exitCode, output.exitCode(), output.toString());
        assertTrue(output.stderr().get(0).contains(what), output.toString());
    }
}
