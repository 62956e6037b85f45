package io.resetguard.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, in UTF-8. A line that is too long is passed over and never held whole, so
 * the memory it takes does not depend on what is in the file. One thread.
 */
final class BoundedLines implements Closeable {
    static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_LINE_BYTES + (1 << 18)];
    private int from;
    private int to;
    private long number;
    private boolean tooLong;
    private boolean ended = true;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** The next line; empty where it {@link #wasTooLong()}; null at the end. */
    @Nullable
    String next() throws IOException {
        tooLong = false;
        int scanned = from;
        while (true) {
            int newLine = newLineFrom(scanned);
            if (newLine >= 0) {
                number++;
                ended = true;
                tooLong |= newLine - from > MAX_LINE_BYTES;
                String line = tooLong ? "" : text(newLine);
                from = newLine + 1;
                return line;
            }
            if (to - from > MAX_LINE_BYTES || tooLong) {
                tooLong = true;
                from = to;
            }
            int held = to - from;
            if (!fill()) {
                return last(held);
            }
            scanned = from + held;
        }
    }

    /** Of the line that {@link #next} gave last, from 1. */
    long number() {
        return number;
    }

    /** Of the first line that is not there, or not to its end. */
    long numberAfterWhole() {
        return ended ? number + 1 : number;
    }

    boolean wasTooLong() {
        return tooLong;
    }

    /** Whether a new line stood after the line that {@link #next} gave last. */
    boolean wasWhole() {
        return ended;
    }

    /** Whether what is there now looks like no text at all; to be asked first. */
    boolean looksBinary() throws IOException {
        fill();
        for (int i = from; i < to; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String last(int held) {
        if (held == 0 && !tooLong) {
            return null;
        }
        number++;
        ended = false;
        String line = tooLong ? "" : text(to);
        from = to;
        return line;
    }

    private String text(int end) {
        int stop = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        return new String(buffer, from, stop - from, StandardCharsets.UTF_8);
    }

    private int newLineFrom(int start) {
        for (int i = start; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Whether there was more. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read >= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
