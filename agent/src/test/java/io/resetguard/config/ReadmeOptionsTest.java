package io.resetguard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's table of options is the one in the code: every key once, in this order, with its values and default. */
class ReadmeOptionsTest {
    private static final Pattern ROW = Pattern.compile("\\| *((?:`[a-z.-]+`(?: / )?)+) *\\|([^|]*)\\|([^|]*)\\|.*");

    @Test
    void the_table_in_the_readme_is_the_table_in_the_code() throws Exception {
        Path readme = Path.of("..", "README.md");
        assumeTrue(Files.exists(readme), "no README.md yet");
        List<String> keys = new ArrayList<>();
        for (String line : Files.readAllLines(readme)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            for (String quoted : row.group(1).split(" / ", -1)) {
                Option option = Option.of(quoted.trim().replace("`", ""));
                if (option != null) {
                    keys.add(option.key());
                    assertTrue(row.group(3).contains(option.defaultValue()), "default of " + line);
                    assertWords(option, row.group(2));
                }
            }
        }
        List<String> expected = new ArrayList<>();
        for (Option option : Option.values()) {
            expected.add(option.key());
        }
        assertEquals(expected, keys);
    }

    private static void assertWords(Option option, String values) {
        if (option.kind() == Option.Kind.WORD) {
            for (String word : option.allowed().split(" ", -1)) {
                assertTrue(values.contains("`" + word + "`"), option.key() + ": " + word);
            }
        }
    }

    @Test
    void every_default_can_be_written_out() {
        for (Option option : Option.values()) {
            assertTrue(OptionValue.parse(option, option.defaultValue()) != null, option.key());
        }
    }
}
