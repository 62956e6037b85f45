package io.resetguard.origin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Origins as events name them: {@code scheme://host:port} (RFC 6454), never with user info, path or query. */
public final class OriginName {

    /** No host name is longer than 253 characters; what is longer is not kept. */
    static final int MAX_CHARS = 300;

    private OriginName() {}

    /** The origin of an absolute {@code http} or {@code https} URL, or {@code null}; never throws. */
    public static @Nullable String of(@Nullable String url) {
        int slashes = url == null ? -1 : url.indexOf("://");
        if (url == null || slashes <= 0 || slashes > 5) {
            return null;
        }
        String scheme = url.substring(0, slashes).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) {
            return null;
        }
        int from = slashes + 3;
        int to = from;
        while (to < url.length() && "/?#\\".indexOf(url.charAt(to)) < 0) {
            // What stands before an at sign is a user's name and password.
            from = url.charAt(to) == '@' ? to + 1 : from;
            to++;
        }
        if (to == from || to - from > MAX_CHARS - 16) {
            return null;
        }
        String authority = url.substring(from, to).toLowerCase(Locale.ROOT);
        int colon = authority.indexOf(':', Math.max(0, authority.lastIndexOf(']')));
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        return scheme + "://" + host + ":" + (port.isEmpty() ? (tls ? "443" : "80") : port);
    }

    /** The origin of a host as a URL has it; a port of -1 is the scheme's. */
    static String of(boolean tls, String host, int port) {
        int truePort = port >= 0 ? port : tls ? 443 : 80;
        return (tls ? "https://" : "http://") + host.toLowerCase(Locale.ROOT) + ":" + truePort;
    }

    /** Is it the name that {@link #of(boolean, String, int)} would make? Allocates nothing. */
    static boolean isOf(String name, boolean tls, String host, int port) {
        int from = tls ? "https://".length() : "http://".length();
        int colon = from + host.length();
        boolean sameScheme = name.startsWith("://", from - "://".length());
        if (!sameScheme || name.length() <= colon || name.charAt(colon) != ':') {
            return false;
        }
        if (!name.regionMatches(true, from, host, 0, host.length())) {
            return false;
        }
        int its = 0;
        for (int i = colon + 1; i < name.length(); i++) {
            its = 10 * its + name.charAt(i) - '0';
        }
        return its == (port >= 0 ? port : tls ? 443 : 80);
    }

    /** The same host and port with the other scheme; of what {@link #of} gave. */
    static @Nullable String withOtherScheme(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        return origin.startsWith("https://")
                ? "http://" + origin.substring("https://".length())
                : "https://" + origin.substring("http://".length());
    }

    /** The host of what {@link #of} gave; empty where it gave nothing. */
    public static String host(@Nullable String origin) {
        if (origin == null || origin.isEmpty()) {
            return "";
        }
        String authority = origin.substring(origin.indexOf("://") + 3);
        return authority.substring(0, authority.lastIndexOf(':'));
    }
}
