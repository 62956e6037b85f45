package io.resetguard.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;
import java.util.Locale;

/** Only a product of the list is one, by its whole name. */
class KnownServersFuzzTest {
    @FuzzTest
    void server(byte[] bytes) {
        String field = Inputs.latin(bytes);
        KnownServers known = KnownServers.of(field);
        assertEquals(known, KnownServers.of(field.toUpperCase(Locale.ROOT)));
        if (known != null) {
            String product = field.split("[/( ]", 2)[0].toLowerCase(Locale.ROOT);
            assertEquals(known, KnownServers.of(product + "/1.0 (x)"));
            assertTrue(product.length() < 32, product);
        }
    }
}
