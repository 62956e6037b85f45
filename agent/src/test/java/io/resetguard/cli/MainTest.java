package io.resetguard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.config.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Commands, their exit codes, and where they say what. */
class MainTest {
    private static final String EVENT = "{\"time\":\"2026-11-21T06:41:04.459Z\",\"event\":\"peer_reset\",\"pid\":7,"
            + "\"id\":\"abc-1\",\"exchange_id\":\"x1\",\"origin\":\"http://a:1\",\"cause\":\"stale_keep_alive\"}\n";

    @TempDir
    Path folder = Path.of(".");

    private record Said(int exitCode, String out, String err) {}

    private static Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine main = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = main.execute(arguments);
        return new Said(exitCode, out.toString(), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "explain", "options", "version", "completion"})
    void every_command_has_help_with_its_exit_codes(String command) {
        Said said = run(command, "--help");
        assertEquals(0, said.exitCode());
        assertTrue(said.out().startsWith("Usage: resetguard " + command), said.out());
        assertEquals("", said.err());
        assertTrue(run().out().contains(command));
    }

    @Test
    void wrong_use_is_2_and_says_what() throws IOException {
        Path events = Files.writeString(folder.resolve("e.jsonl"), EVENT);
        assertUse(run("repotr"), "repotr");
        assertUse(run("report"), "EVENTS");
        assertUse(run("report", "--format", "pdf", events.toString()), "pdf");
        assertUse(run("report", events.toString(), "-o", folder.resolve("r.pdf").toString()), "--format");
    }

    private static void assertUse(Said said, String part) {
        assertEquals(2, said.exitCode(), said.toString());
        assertTrue(said.err().contains(part), said.err());
        assertEquals("", said.out());
    }

    @Test
    void input_that_cannot_be_read_is_1_and_named() throws IOException {
        Said absent = run("report", folder.resolve("absent.jsonl").toString());
        assertEquals(1, absent.exitCode());
        assertTrue(absent.err().matches("(?s)resetguard: .*absent\\.jsonl: there is no such file\\s*"), absent.err());
        Path broken = Files.writeString(folder.resolve("b.jsonl"), "no\njson\n");
        Said nothing = run("report", broken.toString());
        assertEquals(1, nothing.exitCode());
        assertTrue(nothing.err().contains("b.jsonl:1"), nothing.err());
    }

    @Test
    void a_report_goes_to_standard_output_or_where_it_is_told_to() throws IOException {
        String events = Files.writeString(folder.resolve("e.jsonl"), EVENT).toString();
        assertTrue(run("report", events).out().startsWith("resetguard report: 1 event of 1 JVM"));
        assertTrue(run("report", events, "--format", "JSON").out().startsWith("{"));
        Path page = folder.resolve("page.html");
        Said said = run("report", events, "-o", page.toString());
        assertEquals(page.toAbsolutePath() + System.lineSeparator(), said.out());
        assertTrue(Files.readString(page).startsWith("<!doctype html>"));
        Path other = Files.writeString(folder.resolve("other.html"), "mine");
        assertEquals(1, run("report", events, "-o", other.toString()).exitCode());
        assertEquals("mine", Files.readString(other));
        assertEquals(0, run("report", events, "-o", other.toString(), "--force").exitCode());
    }

    @Test
    void an_event_is_explained_by_its_id_and_by_that_of_its_request() throws IOException {
        String events =
                Files.writeString(folder.resolve("e.jsonl"), EVENT + "broken\n").toString();
        for (String id : new String[] {"abc-1", "x1"}) {
            Said said = run("explain", id, events);
            assertEquals(0, said.exitCode(), said.toString());
            assertTrue(said.out().startsWith("The peer ended the connection under a request"), said.out());
            assertTrue(said.out().contains("[stale_keep_alive]"), said.out());
        }
        assertEquals(0, run("explain", events).exitCode());
        Said none = run("explain", "abc-2", events);
        assertEquals(1, none.exitCode());
        assertTrue(none.err().contains("abc-2"), none.err());
    }

    @Test
    void what_is_known_of_an_origin_is_explained_with_its_numbers() throws IOException {
        String origin = "{\"event\":\"origin\",\"id\":\"o-1\",\"origin\":\"http://a:1\",\"learned_idle_ms\":5000.04,"
                + "\"counts\":{\"requests\":12}}";
        String events = Files.writeString(folder.resolve("o.jsonl"), origin).toString();
        String said = run("explain", "o-1", events).out();
        assertTrue(said.startsWith("What is known of http://a:1."), said);
        assertTrue(said.contains("learned_idle_ms 5000") && said.contains("requests 12"), said);
    }

    @Test
    void all_options_are_listed_and_a_bad_one_is_named() {
        Said said = run("options", "log.rate=7,mode=guard");
        assertEquals(0, said.exitCode(), said.toString());
        for (Option option : Option.values()) {
            assertTrue(said.out().contains(option.key() + "="), option.key());
            assertTrue(said.out().contains(option.variable() + "="), option.variable());
        }
        assertTrue(said.out().contains("log.rate=7 (default 5)"), said.out());
        assertTrue(said.out().contains("set in: agent argument"), said.out());
        assertTrue(said.out().contains("retry=idempotent (default off)"), said.out());
        Said bad = run("options", "mode=gaurd");
        assertEquals(1, bad.exitCode());
        assertTrue(bad.err().contains("'gaurd' is not allowed"), bad.err());
    }

    @Test
    void the_version_and_a_script_for_the_shell_are_printed() {
        assertTrue(run("version").out().startsWith("resetguard "));
        assertTrue(run("--version").out().contains("JDK " + System.getProperty("java.version")));
        assertTrue(run("completion").out().contains("complete -F"));
    }
}
