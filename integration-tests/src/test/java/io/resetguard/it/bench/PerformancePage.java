package io.resetguard.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code docs/performance.md}: what stands between {@code <!-- measured: part -->} and {@code <!-- end: part -->} is
 * measured, and replaced part by part; what stands around that is written by hand.
 */
final class PerformancePage {
    private final Path file = Place.DOCS.resolve("performance.md");

    void put(String part, List<String> lines) throws IOException {
        String begin = "<!-- measured: " + part + " -->";
        String end = "<!-- end: " + part + " -->";
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (from < begin.length() || to < from) {
            throw new IOException(file + " has no " + begin + " … " + end);
        }
        Files.writeString(file, text.substring(0, from) + "\n" + String.join("\n", lines) + "\n" + text.substring(to));
    }
}
