package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.config.RedactMode;
import io.resetguard.fuzz.Inputs;

/** Nothing of a URL's user info, path parameters, query or fragment comes out, however it is written around it. */
class RedactionFuzzTest {
    private static final String SECRET = "Q7Z";

    /** User info, host, path, query; then the texts before and after the URL in the text of an exception. */
    @FuzzTest
    void urls(byte[] bytes) {
        String text = Inputs.utf8(bytes).replace("Z", "");
        Inputs inputs = new Inputs(text);
        String url = url(inputs);
        for (RedactMode mode : new RedactMode[] {RedactMode.QUERY, RedactMode.PATH}) {
            Redaction redaction = new Redaction(mode);
            String shown = redaction.url(url);
            assertFalse(shown.contains(SECRET), shown);
            assertTrue(shown.length() <= url.length() + 16, shown);
            assertEquals(shown, redaction.url(shown), "redacted twice");
            String target = url.substring(url.indexOf('/', "http://".length()));
            assertFalse(redaction.url(target).contains(SECRET), target);
            String error = inputs.line(4) + ": " + url + inputs.line(5);
            String told = redaction.error(error);
            assertFalse(told.contains(SECRET), told);
            assertTrue(told.length() <= 4 * error.length() + 16, told);
            // And of anything at all, no exception and no growth.
            assertTrue(
                    redaction.url(text).length() <= text.length() + 16 + 4 * count(text, ';') + 5 * count(text, ':'));
            assertTrue(redaction.error(text).length() <= 4 * text.length() + 16);
        }
    }

    /** With a secret in each part that is to be hidden; of the other parts, what does not end them. */
    private static String url(Inputs inputs) {
        String user = Inputs.without(inputs.line(0), "/?#\\");
        String host = Inputs.without(inputs.line(1), "/?#\\@;");
        String path = Inputs.without(inputs.line(2), "?#;");
        String query = inputs.line(3);
        return "http://" + user + SECRET + "@" + host + "/" + path + ";p=" + SECRET + "?" + query + SECRET + "#"
                + SECRET;
    }

    private static long count(String text, char c) {
        return text.chars().filter(each -> each == c).count();
    }
}
