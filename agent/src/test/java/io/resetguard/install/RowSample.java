package io.resetguard.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes the hooks of {@link ClassRewriterTest}. */
public class RowSample {

    static final Object SHARED = "shared";

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

    /** Calls without a result, with a primitive one, of a superclass's method, and of a static one. */
    public void run() {
        List<Object> list = new ArrayList<>(List.of(super.toString()));
        list.clear();
        list.add(Integer.valueOf(list.size()));
    }

    /** Begins with a loop, so with a frame of its own; static, with a wide argument before the other. */
    public static int count(long wide, String text) throws IOException {
        do {
            wide--;
        } while (wide > 0);
        if (text.isEmpty()) {
            throw new IOException("empty");
        }
        return (int) wide;
    }

    /** A type that no probe can name. */
    public static final class Part {
        public final String text;

        public Part(String text) {
            this.text = text;
        }

        public static Part of(String text) {
            return new Part(text);
        }
    }

    /** Calls something whose type a probe cannot name. */
    public static String viaPart(String text) {
        return Part.of(text).text;
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
