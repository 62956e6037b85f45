package io.resetguard.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings as one page: the answer first, then each origin, then the events. It needs nothing else and asks nobody; with
 * JavaScript it has charts, copy buttons and a filter, without it all figures all the same.
 */
public final class HtmlReport {
    /** Stands near the beginning; by it a file is known to be one of ours. */
    static final String MARK = "<meta name=\"generator\" content=\"resetguard\">";

    /** Origins beyond it have their line in the table of origins. */
    private static final int MAX_SECTIONS = 20;

    private final Findings findings;
    private final HtmlText html = new HtmlText();
    private final ChartData charts = new ChartData();

    private HtmlReport(Findings findings) {
        this.findings = findings;
    }

    public static String of(Findings findings) throws IOException {
        return of(findings, PageScripts.load());
    }

    static String of(Findings findings, PageScripts scripts) {
        return new HtmlReport(findings).page(scripts);
    }

    private String page(PageScripts scripts) {
        head(scripts);
        html.raw("<body>\n<a class=\"skip\" href=\"#answer\">Skip to the answer</a>\n");
        top();
        html.raw("<main>\n");
        answer();
        List<OriginReport> origins = shown();
        if (origins.size() > 1) {
            new OriginSection(html, charts, findings.all(), "all").write(agentStarts());
            OriginTable.write(html, origins, MAX_SECTIONS);
        }
        for (int i = 0; i < Math.min(origins.size(), MAX_SECTIONS); i++) {
            new OriginSection(html, charts, origins.get(i), "o" + i).write(agentStarts());
        }
        EventTable.write(html, findings);
        jvms();
        html.raw("</main>\n");
        bottom();
        html.raw("<p id=\"said\" class=\"quiet needs-js\" role=\"status\"></p>\n");
        html.raw("<script type=\"application/json\" id=\"data\">")
                .raw(charts.json())
                .raw("</script>\n");
        html.raw("<script>").raw(scripts.charts).raw("</script>\n");
        html.raw("<script>").raw(scripts.page).raw("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head(PageScripts scripts) {
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" + MARK + "\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .text(scripts.policy())
                .raw("\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.element("title", "What ends connections: resetguard report").raw("\n<style>");
        html.raw(scripts.style).raw("</style>\n</head>\n");
    }

    private void top() {
        html.raw("<header>\n<h1>What ends connections</h1>\n<p class=\"quiet\">resetguard report of ");
        html.text(Words.counted(findings.events(), "event", "events") + " of "
                + Words.counted(findings.jvms().size(), "JVM", "JVMs"));
        String period = Answer.period(findings.firstMillis(), findings.lastMillis());
        html.text(period.isEmpty() ? "" : ", " + period).raw("</p>\n</header>\n");
    }

    private void answer() {
        html.raw("<section id=\"answer\" class=\"answer\" aria-label=\"The answer\">\n");
        Answer answer = Answer.of(findings);
        html.raw("<p>").text(answer.what + " ");
        for (int i = 0; i < answer.settings.size(); i++) {
            html.text(i == 0 ? "Set " : " or ").element("code", answer.settings.get(i));
        }
        html.text((answer.settings.isEmpty() ? "" : ": ") + answer.change).raw("</p>\n</section>\n");
        List<String> reservations = Answer.reservations(findings);
        if (!reservations.isEmpty()) {
            html.raw(
                    "<section aria-labelledby=\"know\">\n<h2 class=\"minor\" id=\"know\">What to know about these figures</h2>\n<ul class=\"plain-list\">\n");
            reservations.forEach(line -> html.element("li", line).raw("\n"));
            html.raw("</ul>\n</section>\n");
        }
    }

    /** Those that something happened to, or that were counted. */
    private List<OriginReport> shown() {
        List<OriginReport> shown = new ArrayList<>();
        for (OriginReport origin : findings.origins()) {
            if (origin.resets() > 0 || origin.hasCounts() || origin.prevented().sum() > 0 || origin.kind("retry") > 0) {
                shown.add(origin);
            }
        }
        return shown;
    }

    private List<Long> agentStarts() {
        List<Long> starts = new ArrayList<>();
        for (JvmReport jvm : findings.jvms()) {
            if (!jvm.about().isEmpty() && jvm.firstMillis() != IsoTime.UNKNOWN) {
                starts.add(jvm.firstMillis());
            }
        }
        return starts;
    }

    private void jvms() {
        html.raw("<section aria-labelledby=\"jvms\">\n<h2 id=\"jvms\">JVMs and files</h2>\n");
        HtmlTable table = new HtmlTable(html, "The JVMs that wrote these events");
        table.head("process", "first event", "last event", "#events", "end", "what it was told to do");
        int rows = 0;
        for (JvmReport jvm : findings.jvms()) {
            if (rows++ < EventSample.MAX_EVENTS / 10) {
                table.row(
                        jvm.pid() < 0 ? "unknown" : Long.toString(jvm.pid()),
                        jvm.firstMillis() == IsoTime.UNKNOWN ? "" : IsoTime.seconds(jvm.firstMillis()),
                        jvm.lastMillis() == IsoTime.UNKNOWN ? "" : IsoTime.seconds(jvm.lastMillis()),
                        Words.count(jvm.events()),
                        jvm.stopped() ? "in order" : "no last line",
                        jvm.about().isEmpty() ? jvm.agentVersion() : jvm.about());
            }
        }
        table.end();
        html.raw("<p>Read: ").text(String.join(", ", findings.files())).raw("</p>\n</section>\n");
    }

    private void bottom() {
        html.raw(
                "<footer>\n<p>One file: it loads nothing, sends nothing, and can be handed on as it is. It shows origins, URLs as"
                        + " the agent was told to write them (<code>redact</code>; query strings are hidden unless it was told otherwise),"
                        + " times, sizes and counts. No event holds header values, cookies or bodies, and so this page does not"
                        + " either.</p>\n<p>Times are UTC. Made by resetguard; charts by Apache ECharts.</p>\n</footer>\n");
    }
}
