package io.resetguard.report;

import static io.resetguard.report.Recorded.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were compressed after they had been rotated are read like all others; of broken ones, what is left. */
class GzippedEventsTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_compressed_file_says_what_it_said_before_whatever_its_name() throws IOException {
        byte[] packed = gzip(String.join("\n", Recorded.lines()) + "\n");
        for (String name : List.of("events.jsonl.gz", "events.jsonl.2.gz", "events.jsonl", "events")) {
            Findings findings = read(Files.write(folder.resolve(name), packed));
            assertEquals(Recorded.lines().size(), findings.events());
            assertEquals(Recorded.RESETS, findings.resets());
            assertTrue(
                    findings.problems().isEmpty(), findings.problems().lines().toString());
        }
    }

    @Test
    void files_that_were_compressed_one_by_one_and_joined_are_read_to_the_end() throws IOException {
        byte[] one = gzip(event("peer_reset") + "\n");
        byte[] both = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, both, one.length, one.length);
        assertEquals(2, read(Files.write(folder.resolve("joined.gz"), both)).events());
    }

    @Test
    void of_a_file_that_breaks_off_the_whole_lines_are_read_and_the_place_is_named() throws IOException {
        byte[] packed = gzip(manyLines());
        Path file = Files.write(folder.resolve("half.jsonl.gz"), Arrays.copyOf(packed, packed.length / 2));
        Findings findings = read(file);
        assertTrue(findings.events() > LINES / 4 && findings.events() < LINES, "" + findings.events());
        assertEquals(
                List.of("1 x " + EventsReader.BROKEN_GZIP + ": " + file + ":" + (findings.events() + 1)),
                findings.problems().lines());
    }

    @Test
    void a_line_that_lacks_nothing_but_its_end_counts() throws IOException {
        byte[] packed = gzip(event("peer_reset"));
        Path file = Files.write(folder.resolve("a.gz"), Arrays.copyOf(packed, packed.length - 8));
        Findings findings = read(file);
        assertEquals(1, findings.events());
        assertTrue(findings.problems().lines().get(0).startsWith("1 x " + EventsReader.BROKEN_GZIP));
    }

    @Test
    void of_a_file_with_damage_in_it_what_is_before_is_read() throws IOException {
        byte[] packed = gzip(manyLines());
        Arrays.fill(packed, packed.length / 2, packed.length / 2 + 64, (byte) 0xff);
        Path file = Files.write(folder.resolve("damaged.jsonl.gz"), packed);
        Findings findings = read(file);
        assertTrue(findings.events() > LINES / 4, "" + findings.events());
        assertTrue(
                findings.problems().lines().stream().anyMatch(line -> line.contains(EventsReader.BROKEN_GZIP)),
                findings.problems().lines().toString());
    }

    @Test
    void a_file_that_has_no_more_than_the_first_bytes_is_named() throws IOException {
        byte[] packed = gzip(event("peer_reset") + "\n");
        for (int length : new int[] {2, 5, 10}) {
            Path file = Files.write(folder.resolve(length + ".jsonl.gz"), Arrays.copyOf(packed, length));
            assertEquals(
                    List.of("1 x " + EventsReader.BROKEN_GZIP + ": " + file + ":1"),
                    read(file).problems().lines());
        }
    }

    @Test
    void what_is_no_text_inside_is_told_and_not_read() throws IOException {
        Path file = Files.write(folder.resolve("events.tar.gz"), gzip("events.jsonl\0\0\0\n{}\n"));
        assertEquals(
                List.of("1 x " + EventsReader.BINARY + ": " + file),
                read(file).problems().lines());
    }

    @Test
    void one_event_is_explained_out_of_it() throws IOException {
        Path file = Files.write(folder.resolve("explain.gz"), gzip("{}\n" + event("peer_reset")));
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        EventLines.each(file, lines::add, problems);
        assertEquals(List.of("{}", event("peer_reset")), lines);
        assertEquals(List.of(), problems);
        byte[] packed = Files.readAllBytes(file);
        EventLines.each(Files.write(file, Arrays.copyOf(packed, packed.length - 1)), lines::add, problems);
        assertEquals(List.of("1 x " + EventsReader.BROKEN_GZIP + ": " + file + ":2"), problems);
    }

    @Test
    void how_far_it_is_is_told_in_bytes_of_the_file() throws IOException {
        Path file = Files.write(folder.resolve("progress.gz"), gzip(manyLines()));
        List<Long> told = new ArrayList<>();
        EventsReader.read(List.of(file), told::add);
        assertTrue(told.size() > 2 && told.get(0) > 0, told.toString());
        assertTrue(told.get(told.size() - 1) <= Files.size(file), told.toString());
    }

    private static final int LINES = 10_000;

    /** Such as do not compress to next to nothing. */
    private static String manyLines() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            text.append(event("peer_reset", "url", "\"http://a/" + random.nextLong() + "\""))
                    .append('\n');
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static Findings read(Path file) {
        return EventsReader.read(List.of(file), bytes -> {});
    }
}
