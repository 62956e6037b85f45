package io.resetguard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Properties;

/** Whatever stands in the agent argument and in the file: options that can be used, and complaints that can be printed. */
class OptionsFuzzTest {
    private static final String ALL_GOOD = "";

    /** The first line is the argument; the rest is the file. */
    @FuzzTest
    void options(byte[] bytes) {
        String text = Inputs.utf8(bytes);
        int end = text.indexOf('\n');
        String argument = end < 0 ? text : text.substring(0, end);
        byte[] file = text.substring(end + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Options options = read("config=f," + argument, file);
        assertPrintable(options);
        assertUsable(options);
        assertReadAgainTheSame(options);
    }

    private static Options read(String argument, byte[] file) {
        return OptionsReader.read(argument, new Properties(), Map.of(), path -> new ByteArrayInputStream(file));
    }

    private static void assertPrintable(Options options) {
        assertTrue(options.problems().size() <= 30, "bounded");
        for (String problem : options.problems()) {
            assertTrue(Inputs.isHarmless(problem) && problem.length() < 1000, problem);
        }
    }

    private static void assertUsable(Options options) {
        if (options.observeOnly()) {
            assertEquals(RetryMode.OFF, options.retry());
            assertTrue(!options.prevents() && !options.blocksJdkResend() && !options.guards(), "observes only");
            assertTrue(!options.problems().isEmpty(), "says so");
        }
        assertTrue(options.retryMax() >= 1 && options.retryMax() <= 2);
        assertTrue(options.retryBudgetShare() >= 0 && options.retryBudgetShare() <= 1);
        assertTrue(options.retryDeadlineNanos() > 0);
        assertTrue(options.logRate() >= 0);
        assertTrue(options.eventsMaxSizeBytes() > 0 && options.eventsKeep() > 0);
        options.hosts().watches("a.example");
    }

    /** What is in use, written down as a user would, gives the same. */
    private static void assertReadAgainTheSame(Options options) {
        StringBuilder argument = new StringBuilder();
        for (Option option : Option.values()) {
            if (option != Option.CONFIG) {
                String value = options.inUse(option).replace("\\", "\\\\").replace("\"", "\\\"");
                argument.append(option.key()).append("=\"").append(value).append("\",");
            }
        }
        Options again = read(argument.toString(), new byte[0]);
        assertEquals(ALL_GOOD, String.join("\n", again.problems()), argument.toString());
        for (Option option : Option.values()) {
            if (option != Option.CONFIG) {
                assertEquals(options.inUse(option), again.inUse(option), option.key());
            }
        }
    }
}
