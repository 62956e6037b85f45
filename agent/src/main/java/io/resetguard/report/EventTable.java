package io.resetguard.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Events one by one, with their evidence; filtered by what is typed. */
final class EventTable {
    private EventTable() {}

    static void write(HtmlText html, Findings findings) {
        List<EventLine> events = findings.sample().events();
        if (events.isEmpty()) {
            return;
        }
        html.raw("<section aria-labelledby=\"events\">\n<h2 id=\"events\">Events</h2>\n");
        long seen = findings.sample().seen();
        if (seen > events.size()) {
            html.element(
                    "p",
                    "Of " + Words.count(seen) + " events " + Words.count(events.size())
                            + " are shown: of each origin, kind and cause the first and the last. All are in the figures above.");
        }
        html.raw(
                "<p class=\"needs-js\"><label for=\"filter\">Show those with </label><input type=\"search\" id=\"filter\""
                        + " placeholder=\"stale POST await_response\"> <output id=\"shown\" for=\"filter\"></output></p>\n");
        HtmlTable table = new HtmlTable(html, "Events by time (UTC); explain tells one in full sentences by its id");
        table.headOf("event-rows", "time", "event", "request", "connection", "end", "evidence");
        for (EventLine event : events) {
            row(html, EventParser.whole(event));
        }
        table.end();
        html.raw("</section>\n");
    }

    private static void row(HtmlText html, EventLine event) {
        html.raw("<tr><th scope=\"row\" class=\"time\">")
                .text(
                        event.timeMillis == IsoTime.UNKNOWN
                                ? ""
                                : IsoTime.iso(event.timeMillis).replace('T', ' '));
        html.raw("</th><td>").text(or(event.event).replace('_', ' '));
        html.raw("<br>").text(event.isReset() ? event.causeOrUnknown() : or(event.reason));
        html.text(event.confidence == null ? "" : " (" + event.confidence + ")");
        html.raw("</td><td>")
                .text((or(event.method) + " " + (event.url == null ? or(event.origin) : event.url)).trim());
        html.raw("<br><span class=\"quiet\">")
                .text(or(event.client))
                .raw("</span></td><td>")
                .text(connection(event));
        html.raw("</td><td>").text(end(event)).raw("<br><span");
        html.raw("surfaced".equals(event.outcome) ? " class=\"surfaced\">" : ">")
                .text(or(event.outcome).replace('_', ' '));
        html.raw("</span></td><td class=\"any\">");
        evidence(html, event);
        html.raw("</td></tr>\n");
    }

    private static void evidence(HtmlText html, EventLine event) {
        List<String> sentences = new ArrayList<>(event.evidence);
        event.against.forEach(sentence -> sentences.add("against it: " + sentence));
        if (event.error != null) {
            sentences.add("error: " + event.error);
        }
        html.raw("<details><summary>")
                .text(event.id == null ? "more" : event.id)
                .raw("</summary><ul class=\"plain-list\">");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.raw("</ul></details>");
    }

    private static String connection(EventLine event) {
        List<String> parts = new ArrayList<>();
        if (event.connectionReused != null) {
            parts.add(event.connectionReused ? "reused" : "fresh");
        }
        if (event.idleMs > 0) {
            parts.add("idle " + Words.duration(event.idleMs));
        }
        if (event.connectionAgeMs > 0) {
            parts.add("age " + Words.duration(event.connectionAgeMs));
        }
        if (event.connectionRequests > 0) {
            parts.add(String.format(Locale.ROOT, "request %.0f", event.connectionRequests));
        }
        return String.join(", ", parts);
    }

    private static String end(EventLine event) {
        if (event.status > 0) {
            return String.format(Locale.ROOT, "status %.0f", event.status);
        }
        return (or(event.phase) + " " + or(event.signal)).trim();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
