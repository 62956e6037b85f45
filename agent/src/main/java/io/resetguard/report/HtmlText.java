package io.resetguard.report;

/** HTML being written. Text goes in through one door, {@link #text}, and comes out as text. One thread. */
final class HtmlText {
    private final StringBuilder html = new StringBuilder(1 << 16);

    /** Our own markup, as it is; never anything that was read. */
    HtmlText raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Anything, as text: also between quotes of an attribute. */
    HtmlText text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&':
                    html.append("&amp;");
                    break;
                case '<':
                    html.append("&lt;");
                    break;
                case '>':
                    html.append("&gt;");
                    break;
                case '"':
                    html.append("&quot;");
                    break;
                case '\'':
                    html.append("&#39;");
                    break;
                default:
                    html.append(c);
            }
        }
        return this;
    }

    HtmlText text(long number) {
        return text(Words.count(number));
    }

    /** An element around a text. */
    HtmlText element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
