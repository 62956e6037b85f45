package io.resetguard.event;

/** What may stand in a line: nothing that ends it, hides in it or turns it around. */
public final class Texts {
    /** What is left out at the end of a text that was cut. */
    static final char CUT = '\u2026';

    private Texts() {}

    /** The text, or its beginning and an ellipsis; never half a surrogate pair. */
    public static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxChars - 2)) ? maxChars - 2 : maxChars - 1;
        return text.substring(0, end) + CUT;
    }

    /**
     * Whether a code point must not reach a terminal or a log as it is: control characters (C1 too), line and paragraph
     * separators, format characters (bidirectional overrides, zero-width, tags), halves of pairs, private and unassigned.
     */
    public static boolean isHidden(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint < ' ';
        }
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }

    /** A code point as Java and JSON write it: one or two {@code \\uXXXX}. */
    public static void appendEscape(StringBuilder out, int codePoint) {
        for (char c : Character.toChars(codePoint)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(Character.forDigit(c >> shift & 0xf, 16));
            }
        }
    }
}
