package io.resetguard.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report never takes the place of something else. */
class ReportFileTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_report_of_ours_is_replaced_in_every_form() throws IOException {
        Findings findings = Recorded.read(folder, Recorded.lines());
        Path path = folder.resolve("report");
        for (String text : List.of(
                String.join("\n", TextReport.lines(findings)), JsonReport.of(findings), HtmlReport.of(findings))) {
            ReportFile.check(path, List.of(), false);
            ReportFile.write(path, text);
            assertEquals(text, Files.readString(path));
        }
    }

    @Test
    void something_else_stays_unless_it_is_forced_away() throws IOException {
        Path path = Files.writeString(folder.resolve("thesis.html"), "<html>");
        assertThrows(FileAlreadyExistsException.class, () -> ReportFile.check(path, List.of(), false));
        ReportFile.check(path, List.of(), true);
    }

    @Test
    void what_was_read_is_never_replaced() throws IOException {
        Path path = Files.writeString(folder.resolve("events.jsonl"), "{}");
        assertThrows(FileAlreadyExistsException.class, () -> ReportFile.check(path, List.of(path), true));
        assertThrows(FileAlreadyExistsException.class, () -> ReportFile.check(folder, List.of(), true));
    }

    @Test
    void nothing_is_left_beside_it() throws IOException {
        ReportFile.write(folder.resolve("r.html"), "x");
        assertThrows(
                IOException.class,
                () -> ReportFile.write(folder.resolve("absent").resolve("r.html"), "x"));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(
                    List.of("r.html"),
                    all.map(path -> path.getFileName().toString()).toList());
        }
    }

    @Test
    void through_a_link_the_file_is_replaced_and_the_link_stays() throws IOException {
        Path real = Files.writeString(folder.resolve("real.html"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), real);
        ReportFile.write(link, "x");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("x", Files.readString(real));
    }
}
