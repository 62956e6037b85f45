package io.resetguard.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream up to a number of bytes, in UTF-8. A line that is too long is passed over and never held whole, so
 * the memory it takes does not depend on what is in the file. One thread.
 */
final class BoundedLines implements Closeable {
    static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_LINE_BYTES + (1 << 18)];
    private long unread;
    private int from;
    private int to;
    private long number;
    private boolean tooLong;
    private boolean ended = true;

    /** @param bytes to read at most: what the file had when its reading began */
    BoundedLines(InputStream in, long bytes) {
        this.in = in;
        this.unread = bytes;
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

    /** Bytes that were not asked for yet. */
    long unread() {
        return unread;
    }

    /** Of the line that {@link #next} gave last, from 1. */
    long number() {
        return number;
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
        int room = (int) Math.min(buffer.length - to, unread);
        int read = room == 0 ? -1 : in.read(buffer, to, room);
        if (read < 0) {
            unread = 0;
            return false;
        }
        to += read;
        unread -= read;
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
