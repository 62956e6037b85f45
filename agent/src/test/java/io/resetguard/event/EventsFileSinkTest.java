package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsFileSinkTest {
    private final Path folder;
    private final Events.Clock clock = new Events.Clock();

    EventsFileSinkTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private EventsFileSink sink(Path path, long maxBytes, int keep) {
        return new EventsFileSink(new RotatingFile(path.toFile(), maxBytes, keep), Events.STAMP, clock.nanos::get);
    }

    private static Event event(int number) {
        return Event.builder(EventType.ORIGIN).put(EventKey.STATUS, number).build();
    }

    private static void tell(EventsFileSink sink, int number) {
        sink.write(event(number));
        sink.flush();
    }

    private static List<Long> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.has("status"))
                .map(event -> event.get("status").getAsLong())
                .toList();
    }

    @Test
    void each_event_is_a_line_appended_after_what_is_there() throws IOException {
        Path file = folder.resolve("new/folder/e.jsonl");
        tell(sink(file, 1 << 20, 4), 1);
        tell(sink(file, 1 << 20, 4), 2);
        assertEquals(List.of(1L, 2L), numbers(file));
    }

    @Test
    void half_a_line_of_a_jvm_that_died_stays_alone() throws IOException {
        Path file = folder.resolve("e.jsonl");
        Files.writeString(file, "{\"event\":\"or");
        tell(sink(file, 1 << 20, 4), 1);
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertEquals("{\"event\":\"origin\",\"status\":1}", lines.get(1));
    }

    @Test
    void above_the_size_it_rotates_and_keeps_so_many_files_in_all() throws IOException {
        Path file = folder.resolve("e.jsonl");
        EventsFileSink sink = sink(file, 100, 3);
        for (int i = 0; i < 30; i++) {
            tell(sink, i);
        }
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
        assertTrue(Files.size(file) <= 100);
        assertEquals(List.of(27L, 28L, 29L), numbers(file));
        assertEquals(List.of(24L, 25L, 26L), numbers(folder.resolve("e.jsonl.1")));
        assertEquals(List.of(21L, 22L, 23L), numbers(folder.resolve("e.jsonl.2")));
    }

    @Test
    void one_file_is_begun_anew() throws IOException {
        Path file = folder.resolve("e.jsonl");
        EventsFileSink sink = sink(file, 70, 1);
        for (int i = 0; i < 5; i++) {
            tell(sink, i);
        }
        assertEquals(List.of(4L), numbers(file));
    }

    @Test
    void a_file_moved_away_is_begun_anew() throws IOException {
        Path file = folder.resolve("e.jsonl");
        EventsFileSink sink = sink(file, 1 << 20, 4);
        tell(sink, 1);
        Files.move(file, folder.resolve("moved"));
        tell(sink, 2);
        assertEquals(List.of(2L), numbers(file));
    }

    @Test
    void a_full_disk_is_told_once_and_tried_again_later() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (Stderr stderr = new Stderr()) {
            EventsFileSink sink = sink(full, 100, 4);
            for (int i = 0; i < 100; i++) {
                tell(sink, i);
            }
            assertEquals(1, stderr.lines().size(), stderr.lines().toString());
            assertTrue(
                    stderr.lines().get(0).startsWith("[resetguard] events: cannot write /dev/full: No space left"),
                    stderr.lines().toString());
            clock.forwardMillis(31_000);
            tell(sink, 1);
            assertEquals(1, stderr.lines().size(), stderr.lines().toString());
            sink.hurry();
            tell(sink, 2);
            assertEquals(1, stderr.lines().size(), stderr.lines().toString());
            sink.write(new Summary().stop(Events.STAMP, 0, 0));
            sink.flush();
            assertEquals(
                    List.of("[resetguard] events: 103 events could not be written to /dev/full"),
                    stderr.lines().subList(1, stderr.lines().size()));
        }
        assertTrue(new File("/dev/full").exists());
    }

    @Test
    void a_full_disk_that_only_the_last_event_meets_is_one_line() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (Stderr stderr = new Stderr()) {
            EventsFileSink sink = sink(full, 100, 4);
            sink.hurry();
            sink.write(new Summary().stop(Events.STAMP, 0, 0));
            sink.flush();
            assertEquals(1, stderr.lines().size(), stderr.lines().toString());
            assertTrue(
                    stderr.lines().get(0).contains("; 1 events lost so far"),
                    stderr.lines().toString());
        }
    }

    @Test
    void when_it_works_again_file_and_stderr_say_what_is_missing() throws IOException {
        // A folder in the way of the file fails for root too, unlike a folder without permissions.
        Path file = Files.createDirectory(folder.resolve("e.jsonl"));
        try (Stderr stderr = new Stderr()) {
            EventsFileSink sink = sink(file, 1 << 20, 4);
            for (int i = 0; i < 10; i++) {
                tell(sink, i);
            }
            assertTrue(stderr.lines().get(0).contains(file + ": " + file + " (Is a directory)"));
            Files.delete(file);
            tell(sink, 10);
            assertFalse(Files.exists(file));
            clock.forwardMillis(30_000);
            tell(sink, 11);
            assertEquals(List.of(11L), numbers(file));
            assertTrue(Files.readAllLines(file).get(0).contains("\"counts\":{\"lost\":11}"));
            assertEquals(2, stderr.lines().size(), stderr.lines().toString());
            assertTrue(stderr.lines().get(1).endsWith("can be written again; 11 events were lost"));
        }
    }

    @Test
    void a_read_only_folder_is_told_with_path_and_reason() throws IOException {
        assumeTrue(!"root".equals(System.getProperty("user.name")));
        assertTrue(folder.toFile().setWritable(false));
        try (Stderr stderr = new Stderr()) {
            tell(sink(folder.resolve("e.jsonl"), 1 << 20, 4), 1);
            assertTrue(
                    stderr.lines().get(0).contains("e.jsonl (Permission denied)"),
                    stderr.lines().toString());
        } finally {
            assertTrue(folder.toFile().setWritable(true));
        }
    }

    @Test
    void a_rotation_that_is_not_possible_stops_the_growth() throws IOException {
        Path file = folder.resolve("e.jsonl");
        Path inTheWay = Files.createDirectories(folder.resolve("e.jsonl.1/x"));
        try (Stderr stderr = new Stderr()) {
            EventsFileSink sink = sink(file, 100, 2);
            for (int i = 0; i < 10; i++) {
                tell(sink, i);
            }
            assertEquals(List.of(0L, 1L, 2L), numbers(file));
            assertTrue(
                    stderr.lines().get(0).contains("to rotate"), stderr.lines().toString());
        }
        assertTrue(Files.exists(inTheWay));
    }

    @Test
    void a_text_that_is_not_utf8_becomes_a_line_that_is() throws IOException {
        Path file = folder.resolve("e.jsonl");
        EventsFileSink sink = sink(file, 1 << 20, 4);
        sink.write(Event.builder(EventType.AGENT)
                .put(EventKey.ERROR, "\ud800 \u00e4 \ufffd \u0000")
                .build());
        sink.flush();
        String line = Files.readAllLines(file).get(0);
        assertEquals(
                "\ud800 \u00e4 \ufffd \u0000",
                JsonParser.parseString(line).getAsJsonObject().get("error").getAsString());
    }

    @Test
    void many_large_events_are_written_in_pieces() throws IOException {
        Path file = folder.resolve("e.jsonl");
        EventsFileSink sink = sink(file, 1 << 30, 4);
        for (int i = 0; i < 2000; i++) {
            sink.write(Event.builder(EventType.AGENT)
                    .put(EventKey.STATUS, i)
                    .put(EventKey.ERROR, "x".repeat(4000))
                    .build());
        }
        sink.flush();
        assertEquals(2000, numbers(file).size());
    }
}
