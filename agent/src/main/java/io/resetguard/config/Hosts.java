package io.resetguard.config;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Which hosts are watched: {@code hosts} and {@code hosts.exclude}. Immutable; any thread. */
public final class Hosts {
    /** Every host. */
    public static final Hosts ALL = new Hosts(Collections.emptyList(), Collections.emptyList());

    private final List<String> included;
    private final List<String> excluded;

    /**
     * @param included lower-case globs; empty means every host
     * @param excluded lower-case globs; they win
     */
    Hosts(List<String> included, List<String> excluded) {
        this.included = included;
        this.excluded = excluded;
    }

    /** Whether this host is watched; a name or an address, in any case, IPv6 with or without brackets. */
    public boolean watches(String host) {
        if (included.isEmpty() && excluded.isEmpty()) {
            return true;
        }
        String name = plain(host);
        if (matchesAny(excluded, name)) {
            return false;
        }
        return included.isEmpty() || matchesAny(included, name);
    }

    /** A host as globs are compared with it: lower case, no brackets, no dot at the end. */
    static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.length() > 2 && name.charAt(0) == '[' && name.charAt(name.length() - 1) == ']') {
            return name.substring(1, name.length() - 1);
        }
        return name.length() > 1 && name.charAt(name.length() - 1) == '.' ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean matchesAny(List<String> globs, String name) {
        for (int i = 0; i < globs.size(); i++) {
            if (matches(globs.get(i), name)) {
                return true;
            }
        }
        return false;
    }

    /** Goes back to the last star only, so the time is at most the product of the two lengths. */
    static boolean matches(String glob, String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int retryFrom = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                retryFrom = n;
            } else if (g < glob.length() && glob.charAt(g) == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++retryFrom;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
