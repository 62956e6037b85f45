package io.resetguard.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesPageTest {

    @Test
    void the_page_has_one_row_for_each_cause_in_order() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "causes.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        assertEquals(Arrays.stream(Cause.values()).map(Cause::text).toList(), rows);
    }
}
