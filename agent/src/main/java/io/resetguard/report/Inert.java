package io.resetguard.report;

import io.resetguard.event.Texts;

/**
 * The one door for text out of a file: after it nothing moves a terminal's cursor, turns a line around, hides in it, or is a
 * formula to a spreadsheet it is pasted into. What was changed is counted. One thread.
 */
final class Inert {
    static final int MAX_CHARS = 600;

    private long changed;

    /** How many texts had to be changed; to be cut does not count. */
    long changed() {
        return changed;
    }

    String text(String value) {
        boolean plain = !isFormula(value);
        for (int i = 0; plain && i < value.length(); i++) {
            char c = value.charAt(i);
            plain = c >= ' ' && c < 0x7f;
        }
        String inert = plain ? value : escaped(value);
        return Texts.cut(inert, MAX_CHARS);
    }

    private String escaped(String value) {
        boolean touched = isFormula(value);
        StringBuilder text = new StringBuilder(value.length() + 16);
        if (touched) {
            text.append('\'');
        }
        for (int i = 0;
                i < value.length() && text.length() <= MAX_CHARS;
                i += Character.charCount(value.codePointAt(i))) {
            int c = value.codePointAt(i);
            if (Texts.isHidden(c)) {
                Texts.appendEscape(text, c);
                touched = true;
            } else {
                text.appendCodePoint(c);
            }
        }
        changed += touched ? 1 : 0;
        return text.toString();
    }

    /** As spreadsheets take it; our own advice begins with {@code -D}, which is none. */
    private static boolean isFormula(String value) {
        if (value.isEmpty()) {
            return false;
        }
        char first = value.charAt(0);
        return first == '=' || first == '+' || first == '@' || (first == '-' && !value.startsWith("-D"));
    }
}
