package io.resetguard.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;
import java.util.List;

/** Any line: an explanation that a terminal can show, or none. */
class ExplanationFuzzTest {
    private static final int MOST_CHARS = 2 * Inert.MAX_CHARS + 200;

    @FuzzTest
    void line(byte[] bytes) {
        String line = Inputs.utf8(bytes);
        List<String> explained = Explanation.of(line);
        assertEquals(explained, Explanation.of(line));
        Explanation.isAbout(line, line.substring(0, Math.min(8, line.length())));
        if (explained == null) {
            return;
        }
        assertTrue(!explained.isEmpty() && explained.size() < 300, "" + explained.size());
        for (String sentence : explained) {
            assertTrue(Inputs.isHarmless(sentence), sentence);
            assertTrue(sentence.length() <= MOST_CHARS, sentence);
        }
    }
}
