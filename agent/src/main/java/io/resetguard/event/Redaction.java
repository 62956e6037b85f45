package io.resetguard.event;

import io.resetguard.config.RedactMode;

/**
 * Hides what may be secret in URLs, and in the texts of exceptions, which quote URLs and what a peer sent. User info,
 * path parameters and fragments are always hidden. Immutable; any thread. Scans once, without backtracking.
 */
public final class Redaction {
    static final String HIDDEN = "***";

    private final RedactMode mode;

    public Redaction(RedactMode mode) {
        this.mode = mode;
    }

    /** An absolute URL, or a request target that begins with a slash. */
    public String url(String url) {
        StringBuilder out = new StringBuilder(url.length() + 16);
        int pathFrom = startOfAuthority(url);
        if (pathFrom > 0) {
            out.append(url, 0, pathFrom);
            pathFrom = appendAuthority(out, url, pathFrom);
        }
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
            } else if (c == '/' && i > 0 && url.startsWith("://", i - 1)) {
                // A URL in the path, as of a proxy or an archive; or the next one in a sentence.
                out.append("//");
                i = appendAuthority(out, url, i + 2) - 1;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The message of an exception; of a chain, each by itself. */
    public String error(String message) {
        return new ErrorText(this, mode, message).redacted();
    }

    /** Where host and port of an absolute URL begin; 0 where it is none. */
    private static int startOfAuthority(String url) {
        int slashes = url.indexOf("://");
        for (int i = 0; i < slashes; i++) {
            if (isEndOfAuthority(url.charAt(i))) {
                return 0;
            }
        }
        return slashes < 0 ? 0 : slashes + 3;
    }

    /** Appends host and port, without the user; returns where the path begins. */
    private static int appendAuthority(StringBuilder out, String url, int from) {
        int to = from;
        int host = from;
        int semicolon = -1;
        for (; to < url.length() && !isEndOfAuthority(url.charAt(to)); to++) {
            char c = url.charAt(to);
            host = c == '@' ? to + 1 : host;
            semicolon = c == '@' ? -1 : c == ';' && semicolon < 0 ? to : semicolon;
        }
        int end = semicolon < 0 ? to : semicolon;
        out.append(host > from ? HIDDEN + "@" : "").append(url, host, end);
        return end;
    }

    static boolean isEndOfAuthority(char c) {
        return c == '/' || c == '?' || c == '#' || c == '\\';
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
}
