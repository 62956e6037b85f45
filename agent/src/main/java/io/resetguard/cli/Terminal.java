package io.resetguard.cli;

import io.resetguard.event.Texts;
import java.io.Console;

/** What stands between a tool and the person at the terminal. */
final class Terminal {
    private Terminal() {}

    /** The text with everything that a terminal would obey written out. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Texts.isHidden(c)) {
                Texts.appendEscape(plain, c);
            } else {
                plain.appendCodePoint(c);
            }
        }
        return plain.toString();
    }

    /** Whether a person sees what is written; not sure means no. */
    @SuppressWarnings("SystemConsoleNull") // what newer releases say instead is asked below
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console without a terminal too.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
