package io.resetguard.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One origin on the page: figures, the charts that convince, fixes, causes. */
final class OriginSection {
    private final HtmlText html;
    private final ChartData charts;
    private final OriginReport origin;
    private final String id;

    OriginSection(HtmlText html, ChartData charts, OriginReport origin, String id) {
        this.html = html;
        this.charts = charts;
        this.origin = origin;
        this.id = id;
    }

    /** @param agentStarts when JVMs started, to be marked */
    void write(List<Long> agentStarts) {
        html.raw("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">")
                .text(origin.name())
                .raw("</h2>\n");
        facts();
        idle();
        new FixList(html, id).write(WhatIf.rank(origin));
        timeline(agentStarts);
        cluster("requests", Cluster.ofRequests(origin));
        cluster("age", Cluster.ofAge(origin));
        causes();
        acts("Connections that were not used again, by reason", origin.prevented());
        acts("Requests that could have been sent again and were not, by reason", origin.suppressed());
        html.raw("</section>\n");
    }

    private void facts() {
        html.raw("<dl class=\"facts\">\n");
        for (Map.Entry<String, String> fact : Facts.of(origin).entrySet()) {
            html.raw("<div>")
                    .element("dt", fact.getKey())
                    .element("dd", fact.getValue())
                    .raw("</div>\n");
        }
        html.raw("</dl>\n");
    }

    private void idle() {
        IdlePicture picture = new IdlePicture(origin);
        if (!picture.isWorthShowing()) {
            return;
        }
        String chart = id + "-idle";
        figure(chart, "", "Idle time before a connection was used again, and what came of it", idleSummary(picture));
        charts.idle(chart, picture);
        details();
        HtmlTable table = new HtmlTable(html, "Uses after idle, by how long the connection had been idle");
        table.head("idle up to", "#answered", "#failed");
        for (int i = picture.from; i <= picture.to; i++) {
            table.row(
                    Words.idleClass(i),
                    picture.okIsKnown ? Words.count(picture.ok.count(i)) : "not counted",
                    Words.count(picture.failed.count(i)));
        }
        endOfFigure(table);
    }

    private static String idleSummary(IdlePicture picture) {
        String failed = Words.counted(picture.failed.sum(), "use", "uses") + " of an idle connection failed";
        String ok = picture.okIsKnown
                ? ", " + Words.count(picture.ok.sum()) + " went well"
                : "; how many went well was not counted";
        return failed + ok + (picture.limitMs > 0 ? "; " + picture.limitText : "") + ".";
    }

    private void timeline(List<Long> agentStarts) {
        Timeline timeline = origin.timeline();
        if (timeline.isEmpty()) {
            return;
        }
        String chart = id + "-time";
        String width = Words.duration((double) timeline.columnMillis());
        figure(
                chart,
                " low",
                "When connections were ended, by cause",
                "Resets in columns of " + width
                        + ", UTC. Columns that stand alone are restarts or deployments; an even spread is a limit.");
        charts.time(chart, timeline, agentStarts);
        details();
        List<String> causes = timeline.names();
        HtmlTable table = new HtmlTable(html, "Resets by time (UTC) and cause; empty columns are left out");
        String[] heads = new String[causes.size() + 1];
        heads[0] = "from";
        for (int i = 0; i < causes.size(); i++) {
            heads[i + 1] = "#" + causes.get(i);
        }
        table.head(heads);
        for (long start : timeline.starts()) {
            String[] cells = new String[heads.length];
            cells[0] = IsoTime.iso(start);
            boolean any = false;
            for (int i = 0; i < causes.size(); i++) {
                long count = timeline.count(start, causes.get(i));
                any |= count > 0;
                cells[i + 1] = Words.count(count);
            }
            if (any) {
                table.row(cells);
            }
        }
        endOfFigure(table);
    }

    private void cluster(String name, @Nullable Cluster cluster) {
        if (cluster == null) {
            return;
        }
        String chart = id + "-" + name;
        figure(chart, " low", cluster.title, "Without the ends that idle times explain.");
        charts.bars(chart, cluster);
        details();
        HtmlTable table = new HtmlTable(html, cluster.title);
        table.head(cluster.axis, "#resets");
        cluster.bars.forEach((label, count) -> table.row(label, Words.count(count)));
        endOfFigure(table);
    }

    private void figure(String chart, String kind, String title, String summary) {
        html.raw("<figure>\n<h3>").text(title).raw("</h3>\n").element("figcaption", summary);
        html.raw("\n<div class=\"chart" + kind + "\" id=\"" + chart + "\" role=\"img\" aria-label=\"")
                .text(title + ". " + summary + " The figures are in the table below.")
                .raw("\"></div>\n");
    }

    private void details() {
        html.raw("<details>\n<summary>The figures as a table</summary>\n");
    }

    private void endOfFigure(HtmlTable table) {
        table.end();
        html.raw("</details>\n</figure>\n");
    }

    private void causes() {
        if (origin.causes().isEmpty()) {
            return;
        }
        html.raw("<h3>Why, and what to do</h3>\n");
        HtmlTable table = new HtmlTable(html, "Causes, the most frequent first");
        table.head("cause", "#resets", "what it means", "advice");
        for (String cause : origin.causes().names()) {
            String meaning = Words.cause(cause);
            table.row(
                    cause,
                    Words.count(origin.causes().get(cause)),
                    meaning.equals(cause) ? "a cause of a later version" : meaning,
                    String.join("; ", origin.advice(cause)));
        }
        table.end();
    }

    private void acts(String caption, Tally reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        HtmlTable table = new HtmlTable(html, caption);
        table.head("reason", "#times");
        for (String reason : reasons.names()) {
            table.row(reason, Words.count(reasons.get(reason)));
        }
        table.end();
    }
}
