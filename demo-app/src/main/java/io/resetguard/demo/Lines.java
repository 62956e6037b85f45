package io.resetguard.demo;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of a width. */
final class Lines {
    private Lines() {}

    /** At spaces where possible, else behind an underscore; a newline in the text always ends a line. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String part : text.split("\n", -1)) {
            String rest = part;
            while (rest.length() > width) {
                int space = rest.lastIndexOf(' ', width);
                int underscore = rest.lastIndexOf('_', width - 1) + 1;
                int end = space > 0 ? space : underscore > 0 ? underscore : width;
                lines.add(rest.substring(0, end));
                rest = rest.substring(end).trim();
            }
            lines.add(rest);
        }
        return lines;
    }

    static String repeat(char c, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(c);
        }
        return text.toString();
    }
}
