package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;
import java.util.Arrays;
import java.util.List;

/** Numbers in reason or none, whatever a peer announces. */
class KeepAliveFuzzTest {
    /** The first line is a {@code Keep-Alive} field, the others are {@code Connection} fields. */
    @FuzzTest
    void fields(byte[] bytes) {
        List<String> lines = Arrays.asList(Inputs.latin(bytes).split("\n", -1));
        KeepAlive announced = KeepAlive.parse(lines.get(0));
        assertInReason(announced.timeoutSeconds);
        assertInReason(announced.max);
        KeepAlive again = KeepAlive.parse("max=\"" + announced.max + "\" , Timeout = " + announced.timeoutSeconds);
        assertEquals(announced.timeoutSeconds, again.timeoutSeconds);
        assertEquals(announced.max, again.max);
        List<String> connection = lines.subList(1, lines.size());
        boolean closes = announced.with(connection).closes;
        assertTrue(!closes || connection.stream().anyMatch(KeepAliveFuzzTest::saysClose));
        assertTrue(announced.with(List.of("keep-alive, Close", lines.get(0))).closes);
    }

    private static boolean saysClose(String field) {
        return Arrays.stream(field.split(",")).anyMatch(token -> token.trim().equalsIgnoreCase("close"));
    }

    private static void assertInReason(long number) {
        assertTrue(number >= -1 && number <= 1_000_000_000L, "" + number);
    }
}
