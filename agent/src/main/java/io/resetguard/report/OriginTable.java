package io.resetguard.report;

import java.util.List;

/** All origins at a glance. */
final class OriginTable {
    private static final int MAX_ROWS = 200;

    private OriginTable() {}

    /** @param sections how many of them have a section of their own, in the same order */
    static void write(HtmlText html, List<OriginReport> origins, int sections) {
        html.raw(
                "<nav aria-label=\"Origins\">\n<h2 id=\"origins\">Origins</h2>\n<div class=\"wide\" role=\"region\" tabindex=\"0\""
                        + " aria-label=\"Origins\">\n<table>\n<caption>Those with most resets first</caption>\n<thead><tr>"
                        + "<th scope=\"col\">origin</th><th scope=\"col\" class=\"number\">requests</th>"
                        + "<th scope=\"col\" class=\"number\">resets</th><th scope=\"col\" class=\"number\">seen by the application</th>"
                        + "<th scope=\"col\">most of them</th><th scope=\"col\">what avoids most</th></tr></thead>\n<tbody>\n");
        for (int i = 0; i < Math.min(origins.size(), MAX_ROWS); i++) {
            row(html, origins.get(i), i < sections ? "o" + i : "");
        }
        html.raw("</tbody>\n</table>\n</div>\n</nav>\n");
    }

    private static void row(HtmlText html, OriginReport origin, String id) {
        html.raw("<tr><th scope=\"row\">");
        if (id.isEmpty()) {
            html.text(origin.name());
        } else {
            html.raw("<a href=\"#" + id + "\">").text(origin.name()).raw("</a>");
        }
        html.raw("</th><td class=\"number\">")
                .text(origin.hasCounts() ? Words.count(origin.count("requests")) : "not counted");
        html.raw("</td><td class=\"number\">").text(origin.resets());
        html.raw("</td><td class=\"number\">").text(origin.outcomes().get("surfaced"));
        List<Fix> fixes = WhatIf.rank(origin);
        html.raw("</td><td>")
                .text(origin.causes().isEmpty() ? "" : origin.causes().names().get(0));
        html.raw("</td><td>")
                .text(fixes.isEmpty() ? "" : fixes.get(0).settings().get(0))
                .raw("</td></tr>\n");
    }
}
