package io.resetguard.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The lines of a file or stream, one by one, for who wants to see each. */
public final class EventLines {
    private EventLines() {}

    /**
     * Shows each line of a file.
     *
     * @param take is given each line; whether it could make something of it
     * @param problems gets a line for each kind of line that it could not
     */
    public static void each(Path file, Predicate<String> take, List<String> problems) throws IOException {
        try (InputStream in = new SizedInput(Files.newInputStream(file), Files.size(file))) {
            each(in, file.toString(), take, problems);
        }
    }

    /** The same, to the end of a stream, which stays open. */
    @SuppressWarnings("resource") // the stream is the caller's
    public static void each(InputStream in, String name, Predicate<String> take, List<String> problems)
            throws IOException {
        UnpackedInput text = UnpackedInput.of(in);
        BoundedLines lines = new BoundedLines(text);
        ReadProblems found = new ReadProblems();
        String shown = new Inert().text(name);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (lines.wasTooLong()) {
                found.add(EventsReader.TOO_LONG, shown + ":" + lines.number());
            } else if (!line.trim().isEmpty() && !take.test(line)) {
                found.add(EventsReader.BROKEN, shown + ":" + lines.number());
            }
        }
        if (text.brokenOff()) {
            found.add(EventsReader.BROKEN_GZIP, shown + ":" + lines.numberAfterWhole());
        }
        problems.addAll(found.lines());
    }
}
