package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;

/** A short word, the first one of the field, or nothing. */
class ServerProductFuzzTest {
    @FuzzTest
    void field(byte[] bytes) {
        String field = Inputs.latin(bytes);
        String product = ServerProduct.of(field);
        if (product != null) {
            assertTrue(field.startsWith(product) && product.length() <= 32, product);
            assertTrue(product.matches("[^\\s\"(),/:;<=>?@\\[\\\\\\]{}\\x00-\\x20\\x7f-\\uffff]+"), product);
            assertEquals(product, ServerProduct.of(product));
        }
    }
}
