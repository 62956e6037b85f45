package io.resetguard.report;

import java.util.List;

/** What can be set, what each would have avoided, and what it costs; the settings to copy. */
final class FixList {
    private final HtmlText html;
    private final String id;
    private int settings;

    FixList(HtmlText html, String id) {
        this.html = html;
        this.id = id;
    }

    void write(List<Fix> fixes) {
        if (fixes.isEmpty()) {
            return;
        }
        html.raw("<h3>What to set</h3>\n<ol class=\"fixes\">\n");
        for (Fix fix : fixes) {
            write(fix);
        }
        html.raw("</ol>\n");
    }

    private void write(Fix fix) {
        html.raw("<li>\n").element("h4", fix.title()).raw("\n<p class=\"avoids\">Would have avoided <strong>");
        html.text(Words.count(fix.avoided()) + " of " + Words.count(fix.seen())).raw("</strong> ");
        html.raw("<meter min=\"0\" max=\"" + fix.seen() + "\" value=\"" + fix.avoided()
                + "\" aria-label=\"share avoided\">");
        html.text(fix.avoided() + " of " + fix.seen()).raw("</meter></p>\n");
        for (String setting : fix.settings()) {
            String place = id + "-setting" + settings++;
            html.raw("<div class=\"setting\"><code id=\"" + place + "\">")
                    .text(setting)
                    .raw("</code> ");
            html.raw("<button type=\"button\" class=\"needs-js\" data-copy=\"" + place + "\" aria-label=\"Copy ");
            html.text(setting).raw("\">Copy</button></div>\n");
        }
        for (String sentence : new String[] {fix.cost(), fix.note()}) {
            if (!sentence.isEmpty()) {
                html.raw("<p class=\"quiet\">").text(sentence).raw("</p>\n");
            }
        }
        html.raw("</li>\n");
    }
}
