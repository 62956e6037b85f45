package io.resetguard.report;

import java.io.IOException;

/** The findings as one page that needs nothing else. */
public final class HtmlReport {
    /** Stands near the beginning; by it a file is known to be one of ours. */
    static final String MARK = "<meta name=\"generator\" content=\"resetguard\">";

    private HtmlReport() {}

    public static String of(Findings findings) throws IOException {
        HtmlText html = new HtmlText();
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" + MARK);
        html.raw("\n<title>resetguard report</title>\n</head>\n<body>\n<main>\n<h1>resetguard report</h1>\n");
        html.element("p", Answer.of(findings)).raw("\n<pre>");
        TextReport.lines(findings).forEach(line -> html.text(line).raw("\n"));
        return html.raw("</pre>\n</main>\n</body>\n</html>\n").toString();
    }
}
