package io.resetguard.it.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report of a file that a watched JVM wrote says what that file says. */
class ReportIT {

    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void its_figures_are_those_of_the_events(Jdk jdk, @TempDir Path folder) {
        WatchedRun run = WatchedRun.of(jdk, folder);
        List<EventLine> told = run.events().read();
        List<EventLine> resets = told.stream()
                .filter(line -> List.of("peer_reset", "truncated_body").contains(line.event()))
                .toList();
        assertTrue(resets.size() > 3, told.toString());
        JsonObject report = json(Tool.run(jdk, "report", run.file(), "--format", "json"));
        assertEquals(told.size(), report.get("events").getAsInt());
        assertEquals(1, report.getAsJsonArray("jvms").size());
        JsonObject origin = report.getAsJsonArray("origins").get(0).getAsJsonObject();
        assertEquals(resets.get(0).origin(), origin.get("origin").getAsString());
        assertEquals(resets.size(), origin.get("resets").getAsInt());
        for (EventLine line : resets) {
            assertEquals(
                    count(resets.stream().map(EventLine::cause), line.cause()), tally(origin, "causes", line.cause()));
            assertEquals(
                    count(resets.stream().map(EventLine::phase), line.phase()), tally(origin, "phases", line.phase()));
            assertEquals(
                    count(resets.stream().map(EventLine::outcome), line.outcome()),
                    tally(origin, "outcomes", line.outcome()));
        }
        assertEquals(
                count(told.stream().map(EventLine::event), "jdk_resend"),
                origin.get("jdk_resend").getAsInt());
    }

    /** As logrotate leaves it: some compressed, the last of them by a machine that lost its power. */
    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void compressed_siblings_are_added_up_as_far_as_they_can_be_read(Jdk jdk, @TempDir Path folder) throws Exception {
        WatchedRun run = WatchedRun.of(jdk, folder);
        byte[] packed = gzip(Files.readAllBytes(run.file()));
        Files.write(folder.resolve(run.file().getFileName() + ".2.gz"), packed);
        Path half = Files.write(
                folder.resolve(run.file().getFileName() + ".3.gz"), Arrays.copyOf(packed, packed.length / 2));
        JsonObject report = json(Tool.run(jdk, "report", run.file(), "--format", "json"));
        int told = run.events().read().size();
        int events = report.get("events").getAsInt();
        assertTrue(events > 2 * told && events < 3 * told, events + " of " + told);
        String unread = report.getAsJsonArray("reservations").toString();
        assertTrue(unread.contains(half + ":" + (events - 2 * told + 1)), unread);
        assertEquals(0, Tool.run(jdk, "explain", run.file() + ".2.gz").exitCode());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static long count(Stream<String> texts, String text) {
        return texts.filter(text::equals).count();
    }

    private static long tally(JsonObject origin, String key, String name) {
        return origin.getAsJsonObject(key).get(name).getAsLong();
    }

    private static JsonObject json(ForkedJvm.Output output) {
        assertEquals(List.of(), output.stderr());
        assertEquals(0, output.exitCode(), output.toString());
        return JsonParser.parseString(String.join("\n", output.stdout())).getAsJsonObject();
    }

    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void the_page_is_written_where_it_was_asked_for_and_nothing_else_is(Jdk jdk, @TempDir Path folder)
            throws Exception {
        WatchedRun run = WatchedRun.of(jdk, folder);
        Path out = Files.createDirectory(folder.resolve("out"));
        Path page = out.resolve("page.html");
        for (int i = 0; i < 2; i++) {
            ForkedJvm.Output output = Tool.run(jdk, "report", folder, "-o", page);
            assertEquals(List.of(), output.stderr());
            assertEquals(List.of(page.toString()), output.stdout());
        }
        String html = Files.readString(page);
        assertTrue(html.startsWith("<!doctype html>"));
        assertTrue(html.contains(run.events().read().get(1).origin()), "names the origin");
        try (Stream<Path> all = Files.list(out)) {
            assertEquals(List.of(page), all.toList());
        }
    }

    /** What a page needs of memory does not depend on how much there is to read. */
    @ParameterizedTest
    @MethodSource(Tool.OLDEST_AND_NEWEST)
    void many_events_fit_into_little_memory(Jdk jdk, @TempDir Path folder) throws Exception {
        List<String> lines = Files.readAllLines(WatchedRun.of(jdk, folder).file());
        String all = String.join("\n", lines) + "\n";
        Path many = folder.resolve("many.jsonl");
        int times = 50_000_000 / all.length();
        Files.writeString(many, all.repeat(times));
        ForkedJvm small = ForkedJvm.of(jdk).jvm("-Xmx48m");
        JsonObject report = json(Tool.run(small, "report", many, "--format", "json"));
        assertEquals((long) times * lines.size(), report.get("events").getAsLong());
    }
}
