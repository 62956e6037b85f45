package io.resetguard.event;

import io.resetguard.config.RedactMode;

/**
 * The message of one exception, with what may be secret hidden: what stands in double quotes, because there the JDK quotes
 * header values and pieces of bodies, and what {@link Redaction} hides of a URL. Where that ends nobody knows, for the JDK
 * quotes URLs as the application wrote them, blanks and quotes and all: so what follows one is read as a part of it. One
 * thread; scans once.
 */
final class ErrorText {
    /** More of a text is not looked at, and not told. */
    private static final int MAX_CHARS = 8192;

    private static final String QUOTED = "\"" + Redaction.HIDDEN + "\"";

    private final Redaction urls;
    private final RedactMode mode;
    private final String text;
    private final boolean tooLong;
    private final int end;
    private final StringBuilder out;
    private int at;

    ErrorText(Redaction urls, RedactMode mode, String text) {
        this.urls = urls;
        this.mode = mode;
        this.tooLong = text.length() > MAX_CHARS;
        this.text = tooLong ? text.substring(0, startOfWord(text, MAX_CHARS)) : text;
        this.end = this.text.length();
        this.out = new StringBuilder(end + 16);
    }

    String redacted() {
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted();
            } else if (isBoundary(c)) {
                out.append(c);
                at++;
            } else {
                word();
            }
        }
        return tooLong ? out.append(Texts.CUT).toString() : out.toString();
    }

    /** To the last quote: one in between may be the peer's own, and end nothing; and so may one inside a URL. */
    private void quoted() {
        int close = text.lastIndexOf('"');
        int url = text.indexOf("://", at);
        boolean holdsUrl = url >= 0 && url < close;
        out.append(QUOTED);
        at = close > at && !holdsUrl && !tooLong ? close + 1 : end;
    }

    /** A word between blanks, brackets or quotes: a URL, a path, a socket address or just a word. */
    private void word() {
        int to = endOfWord();
        String word = text.substring(at, to);
        boolean url = word.contains("://");
        boolean path = word.charAt(0) == '/' && !isAddress(word);
        int question = word.indexOf('?');
        boolean query = question >= 0 && question + 1 < word.length();
        if (mode != RedactMode.NONE && (url || (path && (query || word.indexOf(';') >= 0)))) {
            rest();
        } else if (mode != RedactMode.NONE && query) {
            out.append(word, 0, question + 1).append(Redaction.HIDDEN);
            at = end;
        } else {
            out.append(url || path ? urls.url(word) : withoutUser(word));
            at = to;
        }
    }

    /** From a URL on. */
    private void rest() {
        String rest = text.substring(at, tooLong ? endOfWhatIsWhole() : end);
        String shown = urls.url(rest);
        int quote = shown.indexOf('"');
        out.append(quote < 0 ? shown : shown.substring(0, quote) + QUOTED);
        at = end;
    }

    /** Of a text that is cut off the user info may have lost what it is known by, the at sign. */
    private int endOfWhatIsWhole() {
        int authority = text.lastIndexOf("//", end - 1) + 2;
        for (int i = Math.max(authority, at); i < end; i++) {
            if (Redaction.isEndOfAuthority(text.charAt(i))) {
                return end;
            }
        }
        return authority >= at + 2 ? authority : end;
    }

    /** {@code user:password@host} without its scheme; a hash code after a class name has no colon. */
    private static String withoutUser(String word) {
        int sign = word.indexOf('@');
        int colon = word.indexOf(':');
        return sign > 0 && colon >= 0 && colon < sign ? Redaction.HIDDEN + word.substring(sign) : word;
    }

    /** {@code /127.0.0.1:80} and {@code /[::1]:80} are how the JDK writes addresses, not paths. */
    private static boolean isAddress(String word) {
        boolean marked = false;
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.digit(c, 16) < 0 && ".:[]%".indexOf(c) < 0) {
                return false;
            }
            marked |= c == '.' || c == ':';
        }
        return marked;
    }

    private static boolean isBoundary(char c) {
        return c <= ' ' || c == '<' || c == '>' || c == '(' || c == ')' || c == '\'' || c == '`' || c == '"';
    }

    private int endOfWord() {
        int to = at;
        // Brackets and apostrophes may stand inside a query or a password: only these end one for sure.
        while (to < end && text.charAt(to) > ' ' && text.charAt(to) != '"') {
            to++;
        }
        return to;
    }

    /** Where the word around this place begins: half a URL could end inside a password. */
    private static int startOfWord(String text, int inside) {
        int from = inside;
        while (from > 0 && text.charAt(from - 1) > ' ') {
            from--;
        }
        return from;
    }
}
