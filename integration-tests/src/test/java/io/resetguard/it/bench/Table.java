package io.resetguard.it.bench;

import java.util.ArrayList;
import java.util.List;

/** One of Markdown. Says each row as soon as it is there. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    Table(String... head) {
        row(head);
        lines.add("|" + "---|".repeat(head.length));
    }

    void row(String... cells) {
        String line = "| " + String.join(" | ", cells) + " |";
        System.out.println(line);
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }
}
