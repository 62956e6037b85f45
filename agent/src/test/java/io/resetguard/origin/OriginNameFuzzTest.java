package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;

/** An origin holds nothing that a URL has besides, is bounded, and is its own origin. */
class OriginNameFuzzTest {
    @FuzzTest
    void origin(byte[] bytes) {
        String url = Inputs.utf8(bytes);
        String origin = OriginName.of(url);
        if (origin == null) {
            assertNull(OriginName.withOtherScheme(null));
            return;
        }
        assertTrue(origin.startsWith("http://") || origin.startsWith("https://"), origin);
        assertTrue(origin.length() <= OriginName.MAX_CHARS, origin);
        String rest = origin.substring(origin.indexOf("://") + 3);
        assertFalse(rest.matches("(?s).*[/?#@\\\\].*"), origin);
        if (rest.length() <= OriginName.MAX_CHARS - 16) {
            assertEquals(origin, OriginName.of(origin), "its own origin");
        }
        assertEquals(origin, OriginName.withOtherScheme(OriginName.withOtherScheme(origin)));
        assertTrue(rest.startsWith(OriginName.host(origin) + ":"), origin);
    }
}
