package io.resetguard.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonParser;
import io.resetguard.fuzz.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any file of events: reports of every form, in which nothing that was read is markup, script or obeyed by a terminal. */
class EventsFuzzTest {
    /** Elements and attributes as the page has them: none that loads, runs or goes anywhere. */
    private static final Pattern TAG = Pattern.compile(
            "</?(?!script|style|iframe|object|embed|base|link|meta|form|img|svg)[a-z][a-z0-9]*"
                    + "( (href=\"#[a-z0-9-]*\"|((aria|data)-[a-z]+|class|for|id|placeholder|role|scope|tabindex|type|min|max|value)=\"[^\"<>]*\"))*>");

    private static final Path FILE = file();

    @FuzzTest
    void file(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        Findings findings = EventsReader.read(List.of(FILE), progress -> {});
        String text = String.join("\n", TextReport.lines(findings));
        assertTrue(Inputs.isHarmless(text.replace("\n", "")), text);
        assertTrue(text.length() < 400_000, "bounded");
        String json = JsonReport.of(findings);
        assertTrue(JsonParser.parseString(json).isJsonObject());
        assertTrue(Inputs.isHarmless(json.replace("\n", "")), json);
        String page = HtmlReport.of(findings, new PageScripts("", "", ""));
        assertPage(page.substring(page.indexOf("<body>"), page.indexOf("<script>")));
        assertEquals(text, String.join("\n", TextReport.lines(findings)), "told twice");
    }

    private static void assertPage(String html) {
        assertTrue(Inputs.isHarmless(html.replace("\n", "")), html);
        String data = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(data);
        String drawn = html.substring(from + data.length(), html.indexOf("</script>", from));
        assertFalse(drawn.contains("<"), drawn);
        assertTrue(JsonParser.parseString(drawn).isJsonObject());
        Matcher tag = TAG.matcher(html);
        for (int at = html.indexOf('<', 1); at < from; at = html.indexOf('<', at + 1)) {
            String markup = html.substring(at, Math.min(from, at + 100));
            assertTrue(tag.region(at, html.length()).lookingAt(), markup);
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("events", ".jsonl");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
