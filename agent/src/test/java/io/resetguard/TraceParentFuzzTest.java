package io.resetguard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace id is what the standard's grammar says, and nothing else of the field is told. */
class TraceParentFuzzTest {
    private static final Pattern FIELD =
            Pattern.compile("(?s)(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-.*", Pattern.DOTALL);

    @FuzzTest
    void field(byte[] bytes) {
        String field = Inputs.latin(bytes);
        assertEquals(expected(field), TraceParent.traceId(field));
    }

    private static @Nullable String expected(String field) {
        Matcher matcher = FIELD.matcher(field);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
