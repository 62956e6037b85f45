package io.resetguard.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One value, read. Scans characters by hand: this runs before {@code main}, where regular expressions, formatters and
 * lambdas would cost more than all the options together.
 */
final class OptionValue {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MAX_DURATION_NANOS = 365L * 24 * 3600 * 1000 * NANOS_PER_MILLI;

    private OptionValue() {}

    /** The value in the type {@link Options} wants for this option, or null if it cannot be one. */
    static @Nullable Object parse(Option option, String text) {
        Option.Kind kind = option.kind();
        if (kind == Option.Kind.WORD) {
            return word(option.allowed(), text.toLowerCase(Locale.ROOT));
        }
        if (kind == Option.Kind.PATH) {
            return "none".equalsIgnoreCase(text) ? "" : text;
        }
        if (kind == Option.Kind.HOSTS) {
            return option.defaultValue().equalsIgnoreCase(text) ? Collections.emptyList() : hosts(text);
        }
        if (kind == Option.Kind.METHODS) {
            return "none".equalsIgnoreCase(text) ? Collections.emptyList() : methods(text);
        }
        if (kind == Option.Kind.INTEGER) {
            return integer(option, text);
        }
        if (kind == Option.Kind.SIZE) {
            return size(text.toLowerCase(Locale.ROOT));
        }
        if (kind == Option.Kind.SHARE) {
            return share(text);
        }
        if (option != Option.RETRY_DEADLINE && option.defaultValue().equalsIgnoreCase(text)) {
            return Options.UNSET;
        }
        Long nanos = durationNanos(text.toLowerCase(Locale.ROOT));
        // Nothing can be done in no time; but that no connection is used again can be meant.
        return nanos != null && nanos == 0 && option != Option.PREVENT_MAX_IDLE ? null : nanos;
    }

    /** The word itself where it stands, whole, among the allowed ones. */
    private static @Nullable String word(String allowed, String word) {
        int from = allowed.indexOf(word);
        while (from >= 0 && !word.isEmpty()) {
            int to = from + word.length();
            boolean begins = from == 0 || allowed.charAt(from - 1) == ' ';
            boolean ends = to == allowed.length() || allowed.charAt(to) == ' ';
            if (begins && ends && word.indexOf(' ') < 0) {
                return word;
            }
            from = allowed.indexOf(word, from + 1);
        }
        return null;
    }

    private static @Nullable List<String> hosts(String text) {
        List<String> globs = items(text);
        for (int i = 0; i < globs.size(); i++) {
            String glob = "all".equalsIgnoreCase(globs.get(i)) ? "*" : Hosts.plain(globs.get(i));
            if (!isHostGlob(glob)) {
                return null;
            }
            globs.set(i, glob);
        }
        return globs;
    }

    /** A host and nothing else: no scheme, no path, no user; one colon would be a port, more are IPv6. */
    private static boolean isHostGlob(String glob) {
        int colons = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '/' || c == '@' || c == '?' || c == '[' || c == ']' || c == '"' || c <= ' ') {
                return false;
            }
            colons += c == ':' ? 1 : 0;
        }
        return colons != 1;
    }

    private static @Nullable List<String> methods(String text) {
        List<String> methods = items(text);
        for (int i = 0; i < methods.size(); i++) {
            String method = methods.get(i);
            for (int j = 0; j < method.length(); j++) {
                char c = Character.toLowerCase(method.charAt(j));
                boolean letter = c >= 'a' && c <= 'z';
                if (!letter && c != '-' && c != '_') {
                    return null;
                }
            }
            methods.set(i, method.toUpperCase(Locale.ROOT));
        }
        return methods;
    }

    /** Items between commas, semicolons and blanks; empty ones do not count. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == ',' || c == ';' || c <= ' ') {
                if (i > from) {
                    items.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return items;
    }

    private static @Nullable Integer integer(Option option, String text) {
        long value = digits(text, text.length());
        String allowed = option.allowed();
        int blank = allowed.indexOf(' ');
        long least = digits(allowed, blank);
        String most = allowed.substring(blank + " to ".length());
        return value >= least && value <= digits(most, most.length()) ? Integer.valueOf((int) value) : null;
    }

    private static @Nullable Long size(String text) {
        int end = text.length() - 1;
        if (end < 0) {
            return null;
        }
        char unit = text.charAt(end);
        int shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
        long value = digits(text, shift == 0 ? end + 1 : end);
        return value > 0 && value <= Long.MAX_VALUE >> shift ? Long.valueOf(value << shift) : null;
    }

    private static @Nullable Double share(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(end) != '%') {
            return null;
        }
        int point = text.indexOf('.');
        long whole = digits(text, point < 0 ? end : point);
        if (whole < 0 || whole > 100) {
            return null;
        }
        double percent = whole;
        if (point >= 0) {
            String fraction = text.substring(point + 1, end);
            long tail = digits(fraction, fraction.length());
            if (tail < 0 || fraction.length() > 9) {
                return null;
            }
            percent += tail / Math.pow(10, fraction.length());
        }
        return percent <= 100 ? Double.valueOf(percent / 100) : null;
    }

    private static @Nullable Long durationNanos(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        long millisPerUnit = millisPerUnit(text.substring(end));
        long value = digits(text, end);
        long most = millisPerUnit == 0 ? 0 : MAX_DURATION_NANOS / (millisPerUnit * NANOS_PER_MILLI);
        return value >= 0 && value <= most ? Long.valueOf(value * millisPerUnit * NANOS_PER_MILLI) : null;
    }

    private static long millisPerUnit(String unit) {
        if (unit.equals("ms")) {
            return 1;
        }
        if (unit.equals("s")) {
            return 1000;
        }
        if (unit.equals("m")) {
            return 60_000;
        }
        return unit.equals("h") ? 3_600_000 : 0;
    }

    /** The number the first characters spell, or -1: no sign, no blanks, at most fifteen digits. */
    private static long digits(String text, int end) {
        if (end < 1 || end > 15) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
