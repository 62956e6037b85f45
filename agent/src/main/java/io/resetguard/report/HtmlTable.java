package io.resetguard.report;

/** A table being written: caption, column heads, rows; a column whose head begins with {@code #} holds numbers. */
final class HtmlTable {
    private final HtmlText html;
    private boolean[] numbers = new boolean[0];

    HtmlTable(HtmlText html, String caption) {
        this.html = html;
        // Who cannot use a mouse has to be able to get there to scroll.
        html.raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(caption)
                .raw("\">\n<table>\n");
        html.element("caption", caption).raw("\n");
    }

    void head(String... heads) {
        headOf("", heads);
    }

    /** The same, and the rows get an id. */
    void headOf(String bodyId, String... heads) {
        numbers = new boolean[heads.length];
        html.raw("<thead><tr>");
        for (int i = 0; i < heads.length; i++) {
            numbers[i] = heads[i].startsWith("#");
            html.raw(numbers[i] ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
            html.text(numbers[i] ? heads[i].substring(1) : heads[i]).raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody" + (bodyId.isEmpty() ? "" : " id=\"" + bodyId + "\"") + ">\n");
    }

    /** A row of texts; the first one is its head. */
    void row(String... cells) {
        html.raw("<tr>");
        for (int i = 0; i < cells.length; i++) {
            String end = i == 0 ? "</th>" : "</td>";
            html.raw(i == 0 ? "<th scope=\"row\"" : "<td").raw(numbers[i] ? " class=\"number\">" : classOf(cells[i]));
            html.text(cells[i]).raw(end);
        }
        html.raw("</tr>\n");
    }

    /** What is long may be broken anywhere, or one cell would take the whole width. */
    private static String classOf(String cell) {
        if (cell.length() <= 60) {
            return ">";
        }
        return cell.length() > 200 ? " class=\"long\">" : " class=\"any\">";
    }

    void end() {
        html.raw("</tbody>\n</table>\n</div>\n");
    }
}
