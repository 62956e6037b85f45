package io.resetguard.it.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The buttons that copy a setting, in a real browser: by mouse and keyboard, and what they copy is what is pasted. */
class CopyButtonIT {
    private static final Jdk JDK = Jdks.all().findFirst().orElseThrow();
    private static final String BUTTON = "button[data-copy]";
    private static final String SETTING =
            "document.getElementById(document.querySelector('" + BUTTON + "').dataset.copy).textContent";
    private static final int ENTER = 13;
    private static final int TAB = 9;

    private final Optional<Browser> browser = Browser.installed();

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void needsABrowser() {
        assumeTrue(browser.isPresent(), "no Chromium here: install the package chromium");
    }

    private Path page() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            lines.append("{\"time\":\"2026-11-21T06:41:0" + i + ".000Z\",\"event\":\"peer_reset\",\"id\":\"a-" + i
                    + "\",\"client\":\"HttpClient\",\"origin\":\"http://a:1\",\"connection_reused\":true,"
                    + "\"idle_ms\":61000,\"cause\":\"stale_keep_alive\",\"outcome\":\"surfaced\"}\n");
        }
        Path page = folder.resolve("report.html");
        Path events = Files.writeString(folder.resolve("events.jsonl"), lines);
        assertEquals(0, Tool.run(JDK, "report", events, "-o", page).exitCode());
        return page;
    }

    private LivePage open(URI address, String... switches) throws Exception {
        return LivePage.open(browser.orElseThrow(), address, folder, switches);
    }

    @Test
    void a_click_copies_the_setting_and_the_page_says_so_where_one_looks() throws Exception {
        try (LivePage page = open(page().toUri())) {
            page.click(BUTTON);
            assertEquals("Copied: " + page.text(SETTING), said(page));
            assertTrue(page.value(SAID_IS_IN_VIEW).getAsBoolean(), "seen without scrolling");
            assertPasted(page);
        }
    }

    @Test
    void the_keyboard_reaches_the_button_shows_where_it_is_and_enter_copies() throws Exception {
        try (LivePage page = open(page().toUri())) {
            for (int i = 0;
                    i < 30
                            && !page.value("document.activeElement.matches('" + BUTTON + "')")
                                    .getAsBoolean();
                    i++) {
                page.key("Tab", TAB, "");
            }
            assertEquals("BUTTON", page.text("document.activeElement.tagName"));
            assertEquals(
                    page.text(SETTING),
                    page.text("document.activeElement.ariaLabel").substring("Copy ".length()));
            assertTrue(page.value("document.activeElement.matches(':focus-visible')")
                    .getAsBoolean());
            assertEquals(
                    "solid 3px",
                    page.text(
                            "(s => s.outlineStyle + ' ' + s.outlineWidth)(getComputedStyle(document.activeElement))"));
            page.key("Enter", ENTER, "\r");
            assertEquals("Copied: " + page.text(SETTING), said(page));
            assertEquals("BUTTON", page.text("document.activeElement.tagName"), "the focus stays");
            assertPasted(page);
        }
    }

    /** As where a policy of the company's says so. */
    @Test
    void where_the_clipboard_is_forbidden_the_text_is_copied_in_the_old_way() throws Exception {
        try (LivePage page = open(page().toUri())) {
            page.permission("clipboard-write", "denied");
            page.click(BUTTON);
            assertEquals("Copied: " + page.text(SETTING), said(page));
            assertPasted(page);
        }
    }

    /** A page from a web server without TLS, as a build server shows it: {@code navigator.clipboard} is not there. */
    @Test
    void on_a_page_from_a_plain_web_server_it_is_copied_too() throws Exception {
        byte[] html = Files.readAllBytes(page());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://build.example:" + server.getAddress().getPort() + "/report.html");
        try (LivePage page = open(address, "--host-resolver-rules=MAP build.example 127.0.0.1")) {
            assertEquals("undefined", page.text("typeof navigator.clipboard"));
            page.click(BUTTON);
            assertEquals("Copied: " + page.text(SETTING), said(page));
            assertPasted(page);
        } finally {
            server.stop(0);
        }
    }

    private static final String SAID_IS_IN_VIEW = "(b => b.height > 0 && b.top >= 0 && b.bottom <= innerHeight)"
            + "(document.getElementById('said').getBoundingClientRect())";

    /** What the page says when it has something to say. */
    private static String said(LivePage page) {
        return page.text("new Promise(done => { const p = document.getElementById('said');"
                + " const look = () => p.textContent && done(p.textContent);"
                + " new MutationObserver(look).observe(p, {childList: true}); look(); })");
    }

    private static void assertPasted(LivePage page) {
        page.click("#filter");
        page.ctrl('v', "paste");
        assertEquals(page.text(SETTING), page.text("document.getElementById('filter').value"));
    }
}
