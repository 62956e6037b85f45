package io.resetguard.install;

import java.io.IOException;

/** Takes the hooks of {@link ClassRewriterTest}. */
public class RowSample {

    private final String name = String.valueOf("sample");
    private final int number = name.length();

    /** Of several sizes of argument, with a handler of its own. */
    public String work(long wide, String text) throws IOException {
        if (text.isEmpty()) {
            throw new IOException("empty");
        }
        String done;
        try {
            done = text.concat("|" + number);
        } catch (RuntimeException e) {
            done = "caught " + wide;
        }
        return wide > 0 ? done : name;
    }

    /** Fails only where nothing catches it. */
    public static int parse(double unused, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return text.charAt(1);
        }
    }
}
