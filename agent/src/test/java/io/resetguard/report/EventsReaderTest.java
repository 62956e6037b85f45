package io.resetguard.report;

import static io.resetguard.report.Recorded.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read is read, what cannot is counted, and the place is named. */
class EventsReaderTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_real_file_is_read_to_the_last_event() {
        Findings findings = Recorded.read(folder, Recorded.lines());
        assertEquals(Recorded.lines().size(), findings.events());
        assertEquals(Recorded.RESETS, findings.resets());
        assertEquals(2, findings.jvms().size());
        assertTrue(findings.problems().isEmpty());
        OriginReport origin = findings.origins().get(0);
        assertEquals(Recorded.ORIGIN, origin.name());
        assertEquals(24, origin.causes().get("stale_keep_alive"));
        assertEquals(28, origin.outcomes().get("surfaced"));
        assertTrue(origin.advice("stale_keep_alive").get(0).startsWith("client: "));
    }

    @Test
    void the_order_of_lines_does_not_matter() {
        List<String> shuffled = new ArrayList<>(Recorded.lines());
        Collections.shuffle(shuffled, new Random(1));
        assertEquals(origins(Recorded.lines()), origins(shuffled));
        assertEquals(
                Recorded.read(folder, Recorded.lines()).firstMillis(),
                Recorded.read(folder, shuffled).firstMillis());
    }

    private JsonElement origins(List<String> lines) {
        return JsonParser.parseString(JsonReport.of(Recorded.read(folder, lines)))
                .getAsJsonObject()
                .get("origins");
    }

    @Test
    void what_is_broken_is_counted_with_its_line() {
        Findings findings = Recorded.read(
                folder,
                String.join(
                        "\n",
                        event("peer_reset"),
                        "no json",
                        "",
                        "[1,2]",
                        "{\"event\":\"peer_reset\"} and more",
                        "{\"a\":1}",
                        "{\"event\":\"peer_reset\",\"counts\":{\"a\":" + "[".repeat(5000)));
        assertEquals(1, findings.events());
        List<String> problems = findings.problems().lines();
        assertEquals(3, problems.size(), problems.toString());
        assertTrue(problems.get(0).startsWith("3 x " + EventsReader.BROKEN), problems.toString());
        assertTrue(problems.get(0).matches(".*events\\d+\\.jsonl:2, .*:4, .*:5"), problems.toString());
        assertTrue(problems.get(1).matches("1 x " + EventsReader.NO_EVENT + ": .*:6"), problems.toString());
        assertTrue(problems.get(2).startsWith("1 x line cut off at the end"), problems.toString());
    }

    @Test
    void values_of_another_type_are_left_out_and_the_event_counts() {
        OriginReport origin = Recorded.origin(
                folder,
                List.of(event(
                        "peer_reset",
                        "origin",
                        "\"http://a:1\"",
                        "idle_ms",
                        "\"soon\"",
                        "cause",
                        "17",
                        "connection_reused",
                        "\"yes\"",
                        "evidence",
                        "{\"a\":[]}",
                        "status",
                        "1e999",
                        "unheard",
                        "[{}]")));
        assertEquals(1, origin.causes().get("unknown"));
        assertEquals(0, origin.idleFailed().sum());
    }

    @Test
    void numbers_that_cannot_be_are_left_out() {
        OriginReport origin = Recorded.origin(
                folder,
                List.of(event(
                        "peer_reset",
                        "origin",
                        "\"http://a:1\"",
                        "idle_ms",
                        "-5",
                        "connection_reused",
                        "true",
                        "keep_alive_timeout_s",
                        "1e300")));
        assertEquals(0, origin.idleFailed().sum());
        assertEquals(EventLine.UNKNOWN, origin.announcedTimeoutS());
    }

    @Test
    void kinds_and_causes_of_a_later_version_are_counted_by_their_names() {
        Findings findings = Recorded.read(
                folder,
                List.of(event("eclipse"), event("peer_reset", "origin", "\"http://a:1\"", "cause", "\"moon\"")));
        assertEquals(1, findings.unknownEvents().get("eclipse"));
        assertEquals(1, findings.origins().get(0).causes().get("moon"));
        assertTrue(TextReport.lines(findings).toString().contains("eclipse"));
    }

    @Test
    void a_line_beyond_a_mebibyte_is_passed_over_and_the_next_one_read() {
        String huge = event("peer_reset", "url", "\"" + "x".repeat(3 * BoundedLines.MAX_LINE_BYTES) + "\"");
        String large = event("peer_reset", "url", "\"" + "x".repeat(BoundedLines.MAX_LINE_BYTES - 500) + "\"");
        String above = event("peer_reset", "url", "\"" + "x".repeat(BoundedLines.MAX_LINE_BYTES + 9) + "\"");
        Findings findings = Recorded.read(folder, List.of(huge, large, above, event("peer_reset")));
        assertEquals(2, findings.events());
        assertTrue(findings.problems().lines().get(0).matches("2 x line of more than 1 MiB.*:1, .*:3"));
    }

    @Test
    void a_binary_file_is_told_and_not_read() throws IOException {
        Path binary = folder.resolve("a.jsonl");
        Files.write(binary, new byte[] {40, (byte) 181, 47, (byte) 253, 0, '\n', '{', '}', '\n'});
        Findings findings = EventsReader.read(List.of(binary), bytes -> {});
        assertEquals(
                List.of("1 x " + EventsReader.BINARY + ": " + binary),
                findings.problems().lines());
    }

    @Test
    void a_file_that_grows_is_read_to_the_size_it_had() throws IOException {
        String first = event("peer_reset") + "\n";
        byte[] grown = (first + event("peer_reset") + "\n").getBytes(StandardCharsets.UTF_8);
        try (SizedInput sized = new SizedInput(new ByteArrayInputStream(grown), first.length());
                BoundedLines lines = new BoundedLines(sized)) {
            assertEquals(first.trim(), lines.next());
            assertEquals(null, lines.next());
        }
    }

    @Test
    void windows_line_ends_and_bytes_that_are_no_utf_8_do_no_harm() throws IOException {
        byte[] bytes = (event("peer_reset") + "\r\n{\"event\":\"peer_reset\",\"url\":\"\u00ff\"}\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("latin.jsonl");
        Files.write(file, bytes);
        assertEquals(2, EventsReader.read(List.of(file), read -> {}).events());
    }

    @Test
    void jvms_are_told_apart_where_a_process_id_comes_twice() {
        Findings findings = Recorded.read(
                folder,
                List.of(
                        event("agent", "reason", "\"start\""),
                        event("agent", "reason", "\"start\"").replace("abc", "xyz")));
        assertEquals(2, findings.jvms().size());
    }

    @Test
    void of_many_events_only_so_many_are_held_and_each_cause_is_among_them() {
        List<String> lines = Recorded.times(
                EventSample.MAX_EVENTS * 3,
                i -> event("peer_reset", "origin", "\"http://a:1\"", "cause", "\"cause" + i % 7 + "\""));
        lines.add(event("peer_reset", "origin", "\"http://a:1\"", "cause", "\"rare\""));
        Findings findings = Recorded.read(folder, lines);
        List<EventLine> shown = findings.sample().events();
        assertEquals(EventSample.MAX_EVENTS * 3 + 1, findings.sample().seen());
        assertTrue(
                shown.size() <= EventSample.MAX_EVENTS && shown.size() > EventSample.MAX_EVENTS / 3, "" + shown.size());
        assertTrue(shown.stream().anyMatch(event -> "rare".equals(event.cause)));
    }

    @Test
    void origins_without_end_are_added_up() {
        Findings findings = Recorded.read(
                folder, Recorded.times(5000, i -> event("peer_reset", "origin", "\"http://host" + i + ":1\"")));
        assertTrue(findings.origins().size() <= 201);
        assertEquals(Findings.OTHER_ORIGINS, findings.origins().get(0).name());
        assertEquals(5000, findings.resets());
    }

    @Test
    void the_last_count_of_each_jvm_is_added_up_whatever_comes_first() {
        String[] about = {"origin", "\"http://a:1\"", "since", "\"2026-11-21T06:00:00Z\"", "counts"};
        String early = origin(
                about, "{\"requests\":10,\"idle_ok.5000\":4,\"reused_timeouts_from_ms\":70,\"recovered_ms_max\":9}");
        String late = origin(
                about, "{\"requests\":30,\"idle_ok.5000\":9,\"reused_timeouts_from_ms\":60,\"recovered_ms_max\":9}");
        String other = late.replace("abc-1", "xyz-1");
        OriginReport origin = Recorded.origin(folder, List.of(late, early, other));
        assertTrue(origin.hasCounts());
        assertEquals(60, origin.count("requests"));
        assertEquals(18, origin.idleOk().count(IdleClasses.classOf(5000)));
        assertEquals(9, origin.recoveredMsMax());
        assertEquals(60, origin.count("reused_timeouts_from_ms"));
        assertFalse(TextReport.lines(Recorded.read(folder, List.of(late)))
                .toString()
                .contains("no origin events"));
    }

    @Test
    void what_was_prevented_is_counted_once_whether_or_not_it_was_told() {
        String told = event("prevented", "origin", "\"http://a:1\"", "reason", "\"max_idle\"");
        String counted = event(
                "origin",
                "origin",
                "\"http://a:1\"",
                "counts",
                "{\"prevented.max_idle\":7,\"prevented.peer_closed\":2}");
        OriginReport origin = Recorded.origin(folder, List.of(told, counted, told));
        assertEquals(7, origin.prevented().get("max_idle"));
        assertEquals(9, origin.prevented().sum());
    }

    private static String origin(String[] about, String counts) {
        String[] all = java.util.Arrays.copyOf(about, about.length + 1);
        all[about.length] = counts;
        return event("origin", all);
    }
}
