package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProductTest {
    @ParameterizedTest
    @CsvSource({
        "nginx/1.25.3 (Ubuntu), nginx",
        "Apache-Coyote/1.1, Apache-Coyote",
        "Microsoft-IIS/10.0, Microsoft-IIS",
        "node.js, node.js",
        "envoy (build 7 of host db-17), envoy",
    })
    void of_the_field_only_the_first_product_is_told(String field, String product) {
        assertEquals(product, ServerProduct.of(field));
        PeerReset reset = new PeerResetBuilder("HttpClient")
                .keepAlive(KeepAlive.NONE, -1, field)
                .build();
        assertEquals(product, reset.server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " nginx", "[x]", "(nginx)", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void what_begins_with_no_product_is_nothing(String field) {
        assertNull(ServerProduct.of(field));
    }

    @Test
    void nor_is_no_field() {
        assertNull(ServerProduct.of(null));
    }
}
