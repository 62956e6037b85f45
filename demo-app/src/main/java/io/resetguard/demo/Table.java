package io.resetguard.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of fixed width with cells of any length, and lines that go across all of them. */
final class Table {
    private static final String BORDER = " | ";

    private final int[] widths;
    private final List<String> lines = new ArrayList<>();

    /** @param widths of the columns, in characters, without the borders between them */
    Table(int... widths) {
        this.widths = widths.clone();
    }

    void rule() {
        StringBuilder line = new StringBuilder();
        for (int width : widths) {
            line.append(line.length() == 0 ? "" : "-+-").append(Lines.repeat('-', width));
        }
        lines.add(line.toString());
    }

    void across(String text) {
        lines.addAll(Lines.wrap(text, Arrays.stream(widths).sum() + BORDER.length() * (widths.length - 1)));
    }

    void row(List<String> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            wrapped.add(Lines.wrap(cells.get(i), widths[i]));
            height = Math.max(height, wrapped.get(i).size());
        }
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String part = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
                line.append(i == 0 ? "" : BORDER).append(part).append(Lines.repeat(' ', widths[i] - part.length()));
            }
            lines.add(line.toString().replaceAll(" +$", ""));
        }
    }

    List<String> lines() {
        return lines;
    }
}
