package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.config.RedactMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction query = new Redaction(RedactMode.QUERY);
    private final Redaction path = new Redaction(RedactMode.PATH);
    private final Redaction none = new Redaction(RedactMode.NONE);

    @ParameterizedTest
    @CsvSource({
        "http://h/a/b?x=1#f, http://h/a/b?***, http://h/***, http://h/a/b?x=1",
        "http://h, http://h, http://h, http://h",
        "http://h/, http://h/, http://h/, http://h/",
        "http://h?x=1, http://h?***, http://h/***, http://h?x=1",
        "http://h/a?, http://h/a?, http://h/***, http://h/a?",
        "https://u:p@h:8443/a, https://***@h:8443/a, https://***@h:8443/***, https://***@h:8443/a",
        "https://u:p@w@h/a, https://***@h/a, https://***@h/***, https://***@h/a",
        "https://u@h?x=@y, https://***@h?***, https://***@h/***, https://***@h?x=@y",
        "http://[::1]:80/a?b, http://[::1]:80/a?***, http://[::1]:80/***, http://[::1]:80/a?b",
        "http://h/a;jsessionid=1/b;c?d, http://h/a;***/b;***?***, http://h/***, http://h/a;jsessionid=1/b;c?d",
        "/a/b?x, /a/b?***, /***, /a/b?x",
        "http://h/a#t=1, http://h/a, http://h/***, http://h/a",
    })
    void urls(String url, String withoutQuery, String withoutPath, String whole) {
        assertEquals(withoutQuery, query.url(url));
        assertEquals(withoutPath, path.url(url));
        assertEquals(whole, none.url(url));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.io.FileNotFoundException: http://u:p@h/a?s=1 | java.io.FileNotFoundException: http://***@h/a?***",
                "Server returned HTTP response code: 500 for URL: https://h/a?s | "
                        + "Server returned HTTP response code: 500 for URL: https://h/a?***",
                "no protocol: /a?secret=(x)'y | no protocol: /a?***",
                "bad target a/b?secret | bad target a/b?***",
                "user:secret@h refused | ***@h refused",
                "java.lang.Object@1b2c3d | java.lang.Object@1b2c3d",
                "connect to h/10.0.0.1:80 and /10.0.0.1:80 | connect to h/10.0.0.1:80 and /10.0.0.1:80",
                "Connection reset <- EOF | Connection reset <- EOF",
            })
    void errors(String text, String expected) {
        assertEquals(expected, query.error(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/a?x=my SECRET",
                "http://h/a?x=\"my\" SECRET",
                "http://u:my SECRET@h/a",
                "http://u:my \"SECRET@h/a",
                "say \"http://u:my\" SECRET@h/a",
                "http://h/a;v=my SECRET/b",
                "http://h/a moved to http://u:SECRET@h/b",
                "http://h and http://u:SECRET@h/b",
                "/a?x=SECRET&next=http://h/b",
                "a?x=my SECRET",
                "GET /a b?x=SECRET",
                "http://h/a said \"my SECRET\"",
            })
    void nobody_knows_where_a_url_in_a_sentence_ends(String text) {
        assertFalse(query.error(text).contains("SECRET"), query.error(text));
        assertFalse(path.error(text).contains("SECRET"), path.error(text));
    }

    @ParameterizedTest
    @CsvSource({
        "/a?next=http://u:p@h/b, /a?***",
        "http://h/http://u:p@i/b?c, http://h/http://***@i/b?***",
        "http://h;v=://u:p@i/b, http://h;***//***@i/b",
        "http://h/://;v=1, http://h/://;***",
    })
    void a_url_inside_a_url_is_one_too(String url, String shown) {
        assertEquals(shown, query.url(url));
    }

    @Test
    void a_path_in_an_error_is_hidden_and_an_address_is_not() {
        assertEquals(
                "open /*** from /127.0.0.1:80 to /[::1]:80", path.error("open /a/b from /127.0.0.1:80 to /[::1]:80"));
        assertEquals("404 for http://h/***", path.error("404 for http://h/a/b?c"));
    }

    @ParameterizedTest
    @EnumSource(RedactMode.class)
    void what_the_jdk_quotes_of_headers_and_bodies_is_hidden_in_every_mode(RedactMode mode) {
        Redaction redaction = new Redaction(mode);
        assertEquals("Invalid status line: \"***\"", redaction.error("Invalid status line: \"{secret: 1}\""));
        assertEquals("For input string: \"***\"", redaction.error("For input string: \"sec ret"));
    }

    @ParameterizedTest
    @EnumSource(RedactMode.class)
    void a_quote_that_the_peer_sent_does_not_end_what_the_jdk_quotes(RedactMode mode) {
        Redaction redaction = new Redaction(mode);
        assertEquals("Invalid status line: \"***\"", redaction.error("Invalid status line: \"a\" SECRET \"b\""));
        assertEquals("Invalid status line: \"***\"", redaction.error("Invalid status line: \"a\" SECRET\""));
        assertEquals(
                "For input string: \"***\" under radix 16",
                redaction.error("For input string: \"a\" SECRET \"b\" under radix 16"));
        assertFalse(redaction.error("\"a\" SECRET" + " b".repeat(8192) + "\"").contains("SECRET"), "cut off");
        assertFalse(redaction.error("\"a\" http://u:\"SECRET@h/").contains("SECRET"), "in a URL after it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:SECRET@h/", "https://h/a?SECRET", "/a?SECRET", "\"SECRET\"", "u:SECRET@h"})
    void a_text_cut_in_the_middle_of_a_secret_does_not_show_its_beginning(String token) {
        for (int lead = 8192 - token.length() - 2; lead < 8195; lead++) {
            String told = query.error("x ".repeat(lead / 2) + (lead % 2 == 1 ? " " : "") + token + " tail".repeat(10));
            assertFalse(told.contains("SE"), told.substring(Math.max(0, told.length() - 60)));
        }
    }

    @Test
    void a_megabyte_of_anything_takes_no_time() {
        for (String piece : new String[] {"a", "?", "/", "@", ":", "\"", "://", "; ", "\u0000", "\ud800"}) {
            String text = piece.repeat((1 << 20) / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
                assertTrue(query.error(text).length() < 20_000);
                assertTrue(query.url(text).length() <= text.length() + 10);
            });
        }
    }
}
