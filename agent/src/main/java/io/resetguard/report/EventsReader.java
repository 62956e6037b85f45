package io.resetguard.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Reads files of events, whatever state they are in: what can be read is, what cannot is counted. A file that grows
 * meanwhile is read up to the size it had. One thread.
 */
public final class EventsReader {
    static final String BROKEN = "line that is no JSON object";
    static final String CUT_OFF = "line cut off at the end of the file (a JVM that is writing, or died)";
    static final String TOO_LONG = "line of more than 1 MiB, passed over";
    static final String NO_EVENT = "line of JSON without the key event";
    static final String BINARY = "file that is not text (compressed, and not by gzip? then unpack it first)";
    static final String BROKEN_GZIP = "compressed file that is cut off or damaged; what came before was read";
    static final String UNREADABLE = "file that cannot be read";

    private final Findings findings = new Findings();
    private final EventParser parser = new EventParser(findings.inert());
    private final LongConsumer progress;
    private long bytesDone;

    private EventsReader(LongConsumer progress) {
        this.progress = progress;
    }

    /**
     * Reads them all.
     *
     * @param files as {@link EventFiles#find} gives them
     * @param progress is told, now and then, how many bytes were read so far
     */
    public static Findings read(List<Path> files, LongConsumer progress) {
        EventsReader reader = new EventsReader(progress);
        for (Path file : files) {
            reader.read(file);
        }
        return reader.findings;
    }

    private void read(Path file) {
        findings.addFile(file.toString());
        try {
            long size = Files.size(file);
            try (SizedInput bytes = new SizedInput(Files.newInputStream(file), size);
                    UnpackedInput text = UnpackedInput.of(bytes);
                    BoundedLines lines = new BoundedLines(text)) {
                if (lines.looksBinary()) {
                    findings.problems().add(BINARY, shown(file));
                } else {
                    read(file, lines, bytes, text);
                }
            }
            bytesDone += size;
        } catch (IOException | SecurityException e) {
            findings.problems()
                    .add(
                            UNREADABLE,
                            findings.inert().text(file + " (" + e.getClass().getSimpleName() + ")"));
        }
    }

    private void read(Path file, BoundedLines lines, SizedInput bytes, UnpackedInput text) throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            String problem = take(line, lines);
            boolean toldBelow = problem.equals(CUT_OFF) && text.brokenOff();
            if (!problem.isEmpty() && !toldBelow) {
                findings.problems().add(problem, shown(file) + ":" + lines.number());
            }
            if ((lines.number() & 0x3ff) == 0) {
                progress.accept(bytesDone + bytes.bytesRead());
            }
        }
        if (text.brokenOff()) {
            findings.problems().add(BROKEN_GZIP, shown(file) + ":" + lines.numberAfterWhole());
        }
    }

    /** What is wrong with it, or an empty text. */
    private String take(String line, BoundedLines lines) {
        if (lines.wasTooLong()) {
            return TOO_LONG;
        }
        if (line.trim().isEmpty()) {
            return "";
        }
        EventLine event = parser.parse(line);
        if (event == null) {
            return lines.wasWhole() ? BROKEN : CUT_OFF;
        }
        if (event.event == null) {
            return NO_EVENT;
        }
        findings.add(event);
        return "";
    }

    private String shown(Path file) {
        return findings.inert().text(file.toString());
    }
}
