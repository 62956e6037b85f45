package io.resetguard.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.List;

/** What the reader sees: 120 columns, no colour, so that it looks the same in a terminal and in a build's log. */
final class Page {
    static final int WIDTH = 120;

    private static final String LOG = "      ";
    private static final String LOG_CONTINUED = "          ";

    private final PrintStream out;

    private Page(PrintStream out) {
        this.out = out;
    }

    static Page standardOut() {
        try {
            // The children's bytes are read as ISO-8859-1 and leave so: their own charset stays what it was.
            return new Page(new PrintStream(new FileOutputStream(FileDescriptor.out), true, "ISO-8859-1"));
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    /** A paragraph. */
    void text(String text) {
        Lines.wrap(text, WIDTH).forEach(out::println);
    }

    void blank() {
        out.println();
    }

    void heading(String text) {
        blank();
        out.println(text);
        out.println(Lines.repeat('=', Math.min(text.length(), WIDTH)));
    }

    void step(int number, String title) {
        out.printf("%3d. %s%n", number, title);
    }

    /** What follows comes from the JVM's end. */
    void atExit() {
        out.println("   - end of the application");
    }

    /** A line of the application's log, broken only where the page ends. */
    void log(String line) {
        String indent = LOG;
        List<String> lines = Lines.wrap(line, WIDTH - LOG_CONTINUED.length());
        for (String part : lines) {
            out.println(indent + part);
            indent = LOG_CONTINUED;
        }
    }
}
