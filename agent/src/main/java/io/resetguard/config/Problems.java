package io.resetguard.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the options, one line each: the key, where it was set, what was wrong, what is allowed or was
 * probably meant, what is used instead. Bounded, and nothing a value contains can forge a line.
 */
final class Problems {
    private static final int MAX_LINES = 20;
    private static final int MAX_SHOWN = 80;
    private static final String ARGUMENT = "agent argument";

    private final List<String> lines = new ArrayList<>();
    private int left;

    void badValue(Option option, String where, String value) {
        add(option.key() + " (" + where + "): '" + shown(value) + "' is not allowed, use " + choice(option.allowed())
                + "; using " + usedInstead(option));
    }

    void unknownKey(String key, String where) {
        add(shown(key) + " (" + where + "): unknown key" + didYouMean(key) + "; ignored");
    }

    void configInFile(String file) {
        add("config (" + shown(file) + "): a file cannot name another file; ignored");
    }

    void argumentWithoutValue(String word) {
        String hint = Option.of(word) != null ? ", write " + word + "=value" : ", a value with a comma is quoted";
        add(shown(word) + " (" + ARGUMENT + "): has no '='" + hint + didYouMean(word) + "; ignored");
    }

    void argumentTwice(String key, String value) {
        add(shown(key) + " (" + ARGUMENT + "): set twice; '" + shown(value) + "' ignored, the first counts");
    }

    void quoteNotClosed(String key) {
        add(shown(key) + " (" + ARGUMENT + "): the quote is not closed; using everything after it");
    }

    void unreadableConfig(String path, String where, String why) {
        add("config (" + where + "): cannot read '" + shown(path) + "': " + shown(why) + "; using none of it");
    }

    void observeOnly() {
        // Said even where the bound is reached: it changes what the agent does.
        lines.add("observe-only: because of the above nothing is sent again, prevented or blocked"
                + " (mode=observe retry=off prevent=off jdk-resend=keep)");
    }

    /** The lines, and one that tells how many more there were. */
    List<String> lines() {
        if (left > 0) {
            lines.add(left + " more problems with the options are not shown");
            left = 0;
        }
        return lines;
    }

    private void add(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        } else {
            left++;
        }
    }

    private static String usedInstead(Option option) {
        return "the default " + option.key() + "=" + option.defaultValue();
    }

    /** {@code a b c} as {@code a, b or c}; a description stays as it is. */
    private static String choice(String allowed) {
        if (allowed.indexOf(',') >= 0
                || allowed.contains(" of ")
                || allowed.contains(" to ")
                || allowed.contains(" like ")) {
            return allowed;
        }
        int last = allowed.lastIndexOf(' ');
        return last < 0
                ? allowed
                : allowed.substring(0, last).replace(" ", ", ") + " or " + allowed.substring(last + 1);
    }

    private static String didYouMean(String key) {
        String nearest = nearest(key);
        return nearest == null ? "" : ", did you mean " + nearest + "?";
    }

    /** The known key with the least edits, or null where none is near. */
    static @Nullable String nearest(String key) {
        if (key.length() > MAX_SHOWN) {
            return null;
        }
        boolean variable = key.startsWith(OptionsReader.VARIABLE_PREFIX);
        String plain = variable ? key.substring(OptionsReader.VARIABLE_PREFIX.length()) : key;
        String nearest = null;
        int least = Math.max(2, plain.length() / 3) + 1;
        for (Option option : Option.values()) {
            int edits = edits(
                    plain.replace('_', '.').replace('-', '.'), option.key().replace('-', '.'));
            if (edits < least) {
                least = edits;
                nearest = variable ? option.variable() : option.key();
            }
        }
        return nearest;
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == b.charAt(j - 1);
                int edited = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = row[j];
                row[j] = edited;
            }
        }
        return row[b.length()];
    }

    /** Cut, and with everything that is not plain ASCII replaced: this goes to a terminal. */
    private static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(value.length(), MAX_SHOWN);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            shown.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return end < value.length() ? shown.append("...").toString() : shown.toString();
    }
}
