package io.resetguard.it.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code docs/prevention.md}: its tables are measured, what stands around them is written by hand and stays. */
final class PreventionPage {
    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- end of what is measured -->";

    private final Path file;
    private final List<String> measured = new ArrayList<>();

    PreventionPage(Path file) {
        this.file = file;
    }

    void put(String title, String head, List<String> lines) {
        measured.add("### " + title);
        measured.add("");
        measured.addAll(head.lines().toList());
        measured.addAll(lines);
        measured.add("");
    }

    void write() throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(file + " has no " + BEGIN + " … " + END);
        }
        Files.writeString(
                file, text.substring(0, begin) + "\n\n" + String.join("\n", measured) + "\n" + text.substring(end));
    }
}
