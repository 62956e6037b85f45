package io.resetguard.it.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: it draws, shows what the events say, and runs nothing but its own. */
class PageIT {
    private static final Jdk JDK = Jdks.all().findFirst().orElseThrow();

    private static final List<String> HOSTILE = List.of(
            "</script><script>document.title='broken'</script>",
            "<img src=x onerror=\"document.title='broken'\">",
            "' onmouseover='document.title=1",
            "\u202edrowkcab",
            "{{constructor.constructor('document.title=1')()}}");

    private final Optional<Browser> browser = Browser.installed();

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void needsABrowser() {
        assumeTrue(browser.isPresent(), "no Chromium here: install the package chromium");
    }

    private Browser.Page open(Path page, String fragment) throws Exception {
        return browser.orElseThrow().open(page, fragment, folder);
    }

    private Path page(Path... events) {
        Path page = folder.resolve("report.html");
        Object[] arguments = Stream.concat(Stream.of("report", "-o", page, "--force"), Stream.of(events))
                .toArray();
        assertEquals(List.of(), Tool.run(JDK, arguments).stderr());
        return page;
    }

    @Test
    void it_draws_and_shows_what_the_events_say() throws Exception {
        WatchedRun run = WatchedRun.of(JDK, folder);
        List<EventLine> told = run.events().read().stream()
                .filter(line -> !line.event().equals("agent") && !line.event().equals("origin"))
                .toList();
        Path html = page(run.file());
        Browser.Page page = open(html, "");
        assertEquals(List.of(), page.console());
        assertTrue(page.count("<svg") >= 1, "charts");
        assertEquals(page.count("class=\"chart"), page.count("<svg"), "each chart is drawn");
        assertTrue(page.dom().contains(told.size() + " of " + told.size() + " shown"), "all events");
        for (EventLine line : told) {
            assertTrue(page.dom().contains(line.url()), line.url());
        }
        long stale = told.stream()
                .map(EventLine::cause)
                .filter("stale_keep_alive"::equals)
                .count();
        Browser.Page filtered = open(html, "events=" + (stale > 0 ? "stale_keep_alive" : "response_cut"));
        long cut = told.stream()
                .map(EventLine::cause)
                .filter("response_cut"::equals)
                .count();
        assertTrue(filtered.dom().contains((stale > 0 ? stale : cut) + " of " + told.size() + " shown"), "filtered");
    }

    @Test
    void what_is_hostile_in_the_events_is_text_and_runs_nothing() throws Exception {
        String lines = HOSTILE.stream().map(PageIT::hostile).collect(Collectors.joining("\n"));
        Browser.Page page = open(page(Files.writeString(folder.resolve("h.jsonl"), lines)), "");
        assertEquals(List.of(), page.console());
        assertTrue(page.dom().contains("<title>What ends connections: resetguard report</title>"), "title");
        assertEquals(0, page.count("<img"), "no element of theirs");
        assertEquals(3, page.count("<script"), "no script of theirs");
        assertTrue(page.dom().contains("\\u202edrowkcab"), "shown as an escape");
    }

    private static String hostile(String text) {
        String json = new Gson().toJson(text);
        return "{\"time\":\"2026-11-21T06:41:04.459Z\",\"event\":\"peer_reset\",\"id\":\"a-1\",\"origin\":" + json
                + ",\"url\":" + json + ",\"method\":" + json + ",\"cause\":" + json + ",\"phase\":" + json
                + ",\"evidence\":[" + json + "],\"advice\":[" + json + "],\"outcome\":\"surfaced\"}";
    }

    /** A script that found its way into the page all the same would not run: and the console would say so. */
    @Test
    void the_browser_refuses_what_is_not_the_pages_own() throws Exception {
        WatchedRun run = WatchedRun.of(JDK, folder);
        Path html = page(run.file());
        String forged = "<main><script>document.title='broken'</script><img src=\"http://127.0.0.1:1/x.png\">";
        Path broken = folder.resolve("broken.html");
        Files.writeString(broken, Files.readString(html).replace("<main>", forged));
        Browser.Page page = open(broken, "");
        assertEquals(2, page.console().size(), page.console().toString());
        assertTrue(page.console().stream().allMatch(line -> line.contains("Content Security Policy")));
        assertFalse(page.dom().contains("<title>broken"), "did not run");
    }

    @Test
    void without_scripts_the_answer_the_fixes_and_the_tables_are_there() throws Exception {
        WatchedRun run = WatchedRun.of(JDK, folder);
        String html = Files.readString(page(run.file()));
        String plain = html.substring(0, html.indexOf("<script")).replaceAll("(?s)<style>.*</style>", "");
        assertTrue(plain.contains("id=\"answer\""), "answer");
        assertTrue(plain.contains("Causes, the most frequent first"), "causes");
        for (EventLine line : run.events().read()) {
            assertTrue(
                    line.event().equals("agent") || plain.contains(line.url().isEmpty() ? line.origin() : line.url()));
        }
        assertFalse(plain.matches("(?s).*(src|href)=\"(?!#).*"), "nothing is loaded from elsewhere");
    }
}
