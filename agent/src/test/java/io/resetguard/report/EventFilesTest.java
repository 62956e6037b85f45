package io.resetguard.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read with its rotated siblings, each once. */
class EventFilesTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void rotated_siblings_are_read_with_the_oldest_first() throws IOException {
        files("e.jsonl", "e.jsonl.1", "e.jsonl.2", "e.jsonl.10", "e.jsonl.bak", "other.log");
        List<String> siblings = find("e.jsonl");
        assertEquals(List.of("e.jsonl.10", "e.jsonl.2", "e.jsonl.1", "e.jsonl"), siblings);
        assertEquals(siblings, find("", "e.jsonl.1"));
        assertEquals(List.of("e.jsonl.2"), find("e.jsonl.2"));
        assertThrows(NoSuchFileException.class, () -> find("absent"));
    }

    @Test
    void compressed_siblings_are_read_too() throws IOException {
        files("e.jsonl", "e.jsonl.1", "e.jsonl.2.gz", "e.jsonl.10.gz", "e.jsonl.3.zip");
        List<String> siblings = List.of("e.jsonl.10.gz", "e.jsonl.2.gz", "e.jsonl.1", "e.jsonl");
        assertEquals(siblings, find("e.jsonl"));
        assertEquals(siblings, find(""));
        assertEquals(List.of("e.jsonl.2.gz"), find("e.jsonl.2.gz"));
    }

    @Test
    void siblings_that_are_called_by_their_date_are_read_too() throws IOException {
        files("e.jsonl", "e.jsonl-20261119.gz", "e.jsonl-20261120.gz", "e.jsonl-20261121", "e.jsonl-2", "e.jsonl.1");
        List<String> siblings =
                List.of("e.jsonl-20261119.gz", "e.jsonl-20261120.gz", "e.jsonl-20261121", "e.jsonl.1", "e.jsonl");
        assertEquals(siblings, find("e.jsonl"));
        assertEquals(siblings, find(""));
    }

    @Test
    void a_file_and_the_same_one_compressed_are_one() throws IOException {
        files("e.jsonl", "e.jsonl.gz", "e.jsonl.1", "e.jsonl.1.gz", "f.jsonl.gz");
        assertEquals(List.of("e.jsonl.1", "e.jsonl"), find("e.jsonl"));
        assertEquals(List.of("e.jsonl.1", "e.jsonl", "f.jsonl.gz"), find(""));
        assertEquals(List.of("f.jsonl.gz"), find("f.jsonl"));
        assertEquals(List.of("e.jsonl.1", "e.jsonl", "e.jsonl.gz"), find("e.jsonl", "e.jsonl.gz"));
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<String> find(String... names) throws IOException {
        List<Path> named = List.of(names).stream().map(folder::resolve).toList();
        return EventFiles.find(named).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
