package io.resetguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resetguard.diagnosis.Cause;
import io.resetguard.exchange.Resets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurlCommandTest {

    private static final String URL = "http://shop.example/basket?***";

    @Test
    void it_is_a_request_of_the_same_shape() {
        assertEquals(
                "does another client fare better? curl -v -o /dev/null --http1.1 'http://shop.example/basket?***'"
                        + " (fill in what is hidden)",
                of(Resets.urlConnection(), URL));
        assertEquals(
                "does another client fare better? head -c 9000 /dev/zero | curl -v -o /dev/null --http1.1 -X PUT"
                        + " --data-binary @- -x 'http://proxy.example:3128' 'http://shop.example/'",
                of(Resets.urlConnection().sending("PUT", 9000).proxy("proxy.example:3128"), "http://shop.example/"));
        assertEquals(
                "does another client fare better? curl -v -o /dev/null --http2 'http://shop.example/'",
                of(Resets.httpClient().h2(-1, 1, -1), "http://shop.example/"));
    }

    @Test
    void a_shell_takes_nothing_of_it_for_a_command() {
        assertEquals(
                "does another client fare better? curl -v -o /dev/null --http1.1 'http://shop.example/%27;rm'",
                of(Resets.urlConnection(), "http://shop.example/';\nrm"));
        assertEquals(
                "does another client fare better? curl -v -o /dev/null --http1.1 -x 'http://p;$(rm)%27:80' 'http://shop.example/'",
                of(Resets.urlConnection().proxy("p;$(rm)':80"), "http://shop.example/"));
        assertNull(of(Resets.urlConnection().sending("$(rm)", 9), URL));
    }

    @Test
    void where_another_client_would_show_nothing_there_is_none() {
        assertNull(CurlCommand.of(Resets.urlConnection().build(), Cause.STALE_KEEP_ALIVE, URL));
        assertNull(CurlCommand.of(Resets.urlConnection().build(), Cause.FILTERED, null));
    }

    private static @Nullable String of(Resets reset, String url) {
        return CurlCommand.of(reset.build(), Cause.CLOSED_BEFORE_RESPONSE, url);
    }
}
