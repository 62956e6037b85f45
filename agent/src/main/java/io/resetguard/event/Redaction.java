package io.resetguard.event;

import io.resetguard.config.RedactMode;

/**
 * Hides what may be secret in URLs, and in the texts of exceptions, which quote URLs and what a peer sent. User info,
 * path parameters and fragments are always hidden; so is what stands in double quotes in an exception's text, because
 * there the JDK quotes header values and pieces of bodies. Immutable; any thread. Scans once, without backtracking.
 */
public final class Redaction {
    private static final String HIDDEN = "***";
    /** More of an exception's text is not looked at, and not told. */
    private static final int MAX_ERROR_CHARS = 8192;

    private final RedactMode mode;

    public Redaction(RedactMode mode) {
        this.mode = mode;
    }

    /** An absolute URL, or a request target that begins with a slash. */
    public String url(String url) {
        StringBuilder out = new StringBuilder(url.length());
        int pathFrom = appendAuthority(out, url);
        if (mode == RedactMode.PATH && pathFrom < url.length()) {
            boolean root = url.charAt(pathFrom) == '/' && pathFrom + 1 == url.length();
            return out.append(root ? "/" : "/" + HIDDEN).toString();
        }
        for (int i = pathFrom; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '#') {
                break;
            }
            if (c == '?') {
                return out.append(query(url, i)).toString();
            }
            if (c == ';' && mode != RedactMode.NONE) {
                // ;jsessionid=… is as good as a cookie.
                out.append(';').append(HIDDEN);
                i = endOfSegment(url, i) - 1;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The text of an exception chain. */
    public String error(String text) {
        boolean tooLong = text.length() > MAX_ERROR_CHARS;
        int end = tooLong ? startOfToken(text, MAX_ERROR_CHARS) : text.length();
        StringBuilder out = new StringBuilder(end + 16);
        int at = 0;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                int close = text.indexOf('"', at + 1);
                out.append('"').append(HIDDEN).append('"');
                at = close < 0 || close >= end ? end : close + 1;
            } else if (isBoundary(c)) {
                out.append(c);
                at++;
            } else {
                int to = endOfToken(text, at, end);
                out.append(token(text.substring(at, to)));
                at = to;
            }
        }
        return tooLong ? out.append(Texts.CUT).toString() : out.toString();
    }

    /** Appends scheme and host and port; returns where the path begins. */
    private static int appendAuthority(StringBuilder out, String url) {
        int slashes = url.indexOf("://");
        if (slashes < 0) {
            return 0;
        }
        int from = slashes + 3;
        int to = from;
        int at = -1;
        while (to < url.length() && "/?#\\".indexOf(url.charAt(to)) < 0) {
            at = url.charAt(to) == '@' ? to : at;
            to++;
        }
        out.append(url, 0, from);
        if (at >= 0) {
            out.append(HIDDEN).append('@');
        }
        out.append(url, at >= 0 ? at + 1 : from, to);
        return to;
    }

    private String query(String url, int from) {
        if (mode != RedactMode.NONE) {
            return from + 1 == url.length() ? "?" : "?" + HIDDEN;
        }
        int fragment = url.indexOf('#', from);
        return url.substring(from, fragment < 0 ? url.length() : fragment);
    }

    private static int endOfSegment(String url, int from) {
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        return to;
    }

    /** A word between blanks, brackets or quotes: a URL, a path, a socket address or just a word. */
    private String token(String token) {
        if (token.contains("://")) {
            return url(token);
        }
        int slash = token.indexOf('/');
        int question = token.indexOf('?');
        int at = token.indexOf('@');
        if (slash == 0 && !isAddress(token, 1)) {
            return url(token);
        }
        if (question >= 0 && question + 1 < token.length() && mode != RedactMode.NONE) {
            return token.substring(0, question + 1) + HIDDEN;
        }
        // user:password@host without its scheme; a hash code after a class name has no colon.
        int colon = token.indexOf(':');
        return at > 0 && colon >= 0 && colon < at ? HIDDEN + token.substring(at) : token;
    }

    /** {@code /127.0.0.1:80} and {@code /[::1]:80} are how the JDK writes addresses, not paths. */
    private static boolean isAddress(String token, int from) {
        boolean marked = false;
        for (int i = from; i < token.length(); i++) {
            char c = token.charAt(i);
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

    private static int endOfToken(String text, int from, int end) {
        int to = from;
        // Brackets and apostrophes may stand inside a query or a password: only these end one for sure.
        while (to < end && text.charAt(to) > ' ' && text.charAt(to) != '"') {
            to++;
        }
        return to;
    }

    /** Where the word around this place begins: half a URL could end inside a password. */
    private static int startOfToken(String text, int inside) {
        int from = inside;
        while (from > 0 && text.charAt(from - 1) > ' ') {
            from--;
        }
        return from;
    }
}
