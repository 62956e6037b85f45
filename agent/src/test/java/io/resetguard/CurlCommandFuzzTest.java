package io.resetguard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.diagnosis.Cause;
import io.resetguard.exchange.Resets;
import io.resetguard.fuzz.Inputs;

/** A command that is meant to be pasted: what is not ours stands in single quotes, and does not end them. */
class CurlCommandFuzzTest {
    /** URL, proxy, method. */
    @FuzzTest
    void command(byte[] bytes) {
        Inputs inputs = new Inputs(Inputs.utf8(bytes));
        Resets reset = Resets.urlConnection().sending(inputs.line(2), 9000);
        if (!inputs.line(1).isEmpty()) {
            reset.proxy(inputs.line(1));
        }
        String advice = CurlCommand.of(reset.build(), Cause.CLOSED_BEFORE_RESPONSE, inputs.line(0));
        if (advice == null) {
            return;
        }
        assertFalse(advice.chars().anyMatch(c -> c < ' ' || c == 0x7f), advice);
        String command = advice.substring(advice.indexOf('?') + 1);
        String[] parts = command.split("'", -1);
        assertTrue(parts.length % 2 == 1, "quotes in pairs: " + command);
        StringBuilder unquoted = new StringBuilder();
        for (int i = 0; i < parts.length; i += 2) {
            unquoted.append(parts[i]);
        }
        String ours = unquoted.toString().replace("/dev/zero | curl ", "").replace(" (fill in what is hidden)", "");
        assertTrue(ours.matches("[A-Za-z0-9 ./@-]*"), ours);
    }
}
