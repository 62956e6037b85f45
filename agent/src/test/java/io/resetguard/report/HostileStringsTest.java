package io.resetguard.report;

import static io.resetguard.report.Recorded.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that means harm, in every place of an event that a report shows. */
class HostileStringsTest {
    private static final List<String> HOSTILE = List.of(
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"onmouseover=alert(1) x=\"",
            "<!--<script>",
            "\u001b[31mred\u001b]0;title\u0007",
            "\u009b2J",
            "abc\u202edcba",
            "line\nresetguard report: forged",
            "\u2028line",
            "=HYPERLINK(\"http://evil\")",
            "@SUM(1)",
            "+1+cmd|' /C calc'!A0",
            "-2+3",
            "\ud800",
            "javascript:alert(1)",
            "${jndi:ldap://x}",
            "\u0000");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void nothing_of_it_reaches_any_form_as_it_was() throws IOException {
        Findings findings = Recorded.read(
                folder, HOSTILE.stream().flatMap(text -> lines(text).stream()).toList());
        assertTrue(findings.madeInert() > HOSTILE.size(), "" + findings.madeInert());
        assertTrue(TextReport.lines(findings).toString().contains("control characters, hidden"));
        assertInert(String.join("\n", TextReport.lines(findings)).replace("\n", ""));
        String json = JsonReport.of(findings);
        assertTrue(JsonParser.parseString(json).isJsonObject());
        assertInert(json.replace("\n", ""));
        String page = HtmlReport.of(findings);
        // What was read stands before the scripts.
        String html = page.substring(page.indexOf("<body>"), page.indexOf("<script>"));
        assertInert(html.replace("\n", ""));
        assertFalse(html.contains("<img"), "no element");
        assertFalse(html.contains("<script>"), "no script");
        assertFalse(html.contains("<!--"), "no comment");
        assertFalse(html.contains("\"onmouseover="), "no attribute");
        String opens = "<script type=\"application/json\" id=\"data\">";
        String data = html.substring(html.indexOf(opens) + opens.length(), html.lastIndexOf("</script>"));
        assertFalse(data.contains("<"), "nothing ends the data");
        assertTrue(JsonParser.parseString(data).isJsonObject());
    }

    @Test
    void nor_an_explanation() {
        for (String text : HOSTILE) {
            for (String line : lines(text)) {
                List<String> explained = Explanation.of(line);
                assertTrue(explained != null && !explained.isEmpty());
                assertInert(String.join("", explained));
            }
        }
    }

    private static List<String> lines(String text) {
        String json = new Gson().toJson(text).replace("\ud800", "\\ud800");
        String list = "[" + json + "]";
        return List.of(
                event(
                        "peer_reset",
                        "origin",
                        json,
                        "url",
                        json,
                        "method",
                        json,
                        "cause",
                        json,
                        "confidence",
                        json,
                        "phase",
                        json,
                        "signal",
                        json,
                        "client",
                        json,
                        "outcome",
                        json,
                        "evidence",
                        list,
                        "against",
                        list,
                        "advice",
                        list,
                        "error",
                        json,
                        "exchange_id",
                        json),
                event("prevented", "origin", json, "reason", json),
                event("agent", "reason", "\"start\"", "evidence", list)
                        .replace("\"agent_version\":\"1\"", "\"agent_version\":" + json),
                event("origin", "origin", json, "server", json, "counts", "{" + json + ":1,\"requests\":2}"),
                event("x").replace("\"x\"", json));
    }

    /** What a terminal obeys or what hides; and a line of ours may not begin as a formula. */
    private static void assertInert(String text) {
        int[] bad = text.codePoints()
                .filter(c -> c < ' '
                        || (c >= 0x7f && c < 0xa0)
                        || c == 0x2028
                        || c == 0x202e
                        || Character.getType(c) == Character.SURROGATE)
                .toArray();
        assertEquals(0, bad.length, () -> Integer.toHexString(bad[0]));
    }

    @Test
    void formulas_are_quoted_and_our_own_settings_are_not() {
        Inert inert = new Inert();
        assertEquals("'=1", inert.text("=1"));
        assertEquals("'-1", inert.text("-1"));
        assertEquals("-Dhttp.keepAlive=false", inert.text("-Dhttp.keepAlive=false"));
        assertEquals("http://a:1", inert.text("http://a:1"));
        assertEquals(2, inert.changed());
        assertEquals(Inert.MAX_CHARS, inert.text("x".repeat(5000)).length());
    }
}
