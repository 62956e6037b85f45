package io.resetguard.fuzz;

import java.nio.charset.StandardCharsets;

/** Bytes that a fuzzer made, as the texts that a target takes: one a line, so that a corpus can be read and written by hand. */
public final class Inputs {
    private final String[] lines;

    /** Each byte is a character, as the JDK's clients read what a peer sends. */
    public static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** As files, arguments and URLs are read. */
    public static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Inputs(String text) {
        this.lines = text.split("\n", -1);
    }

    /** The line with this number, from 0; empty where there are fewer. */
    public String line(int number) {
        return number < lines.length ? lines[number] : "";
    }

    /** The text without any of these characters. */
    public static String without(String text, String characters) {
        StringBuilder left = new StringBuilder(text.length());
        text.chars().filter(c -> characters.indexOf(c) < 0).forEach(c -> left.append((char) c));
        return left.toString();
    }

    /** What a terminal obeys, what hides, and what ends a line. */
    public static boolean isHarmless(String text) {
        return text.codePoints()
                .allMatch(c -> c >= ' '
                        && (c < 0x7f || c >= 0xa0)
                        && c != 0x2028
                        && c != 0x2029
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE);
    }
}
