package io.resetguard.event;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to, and put aside as {@code path.1}, {@code path.2} … before it would grow beyond a size. What it
 * holds ends in whole lines, also after a write that failed half-way. One thread.
 */
final class RotatingFile {
    private final File path;
    private final long maxBytes;
    private final int keep;
    private @Nullable FileOutputStream out;

    /** @param keep files in all, at least 1: the last one aside is {@code path.(keep - 1)} */
    RotatingFile(File path, long maxBytes, int keep) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.keep = keep;
    }

    File path() {
        return path;
    }

    /** Appends whole lines, in one write. If it throws, none of them is there, as far as that can be helped. */
    void append(byte[] lines, int length) throws IOException {
        FileOutputStream open = opened(length);
        long before = path.length();
        try {
            open.write(lines, 0, length);
        } catch (IOException e) {
            close();
            trim(before, length);
            throw e;
        }
    }

    void close() {
        FileOutputStream open = out;
        out = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // There is nothing unwritten in it: it has no buffer.
        }
    }

    private FileOutputStream opened(int length) throws IOException {
        FileOutputStream open = out;
        boolean regular = path.isFile();
        if (open != null && !regular && !path.exists()) {
            // Moved or deleted from outside, by logrotate or a hand: what is written now would be seen by nobody.
            close();
            open = null;
        }
        if (open == null) {
            open = open();
            regular = path.isFile();
        }
        long size = path.length();
        if (regular && size > 0 && size + length > maxBytes) {
            close();
            rotate();
            open = open();
        }
        return open;
    }

    private FileOutputStream open() throws IOException {
        File folder = path.getAbsoluteFile().getParentFile();
        if (folder != null && !folder.exists()) {
            // If this fails, opening says why.
            boolean ignored = folder.mkdirs();
        }
        FileOutputStream open = new FileOutputStream(path, true);
        out = open;
        if (path.isFile() && path.length() > 0 && !endsInNewLine()) {
            open.write('\n');
        }
        return open;
    }

    /** A JVM that died while it wrote leaves half a line. */
    private boolean endsInNewLine() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
            file.seek(file.length() - 1);
            return file.read() == '\n';
        } catch (IOException e) {
            // Writable, not readable: an empty line more does no harm.
            return false;
        }
    }

    private void rotate() throws IOException {
        if (keep == 1) {
            delete(path);
            return;
        }
        delete(aside(keep - 1));
        for (int i = keep - 2; i >= 1; i--) {
            if (aside(i).exists()) {
                rename(aside(i), aside(i + 1));
            }
        }
        rename(path, aside(1));
    }

    private File aside(int number) {
        return new File(path.getPath() + '.' + number);
    }

    private static void delete(File file) throws IOException {
        if (file.exists() && !file.delete()) {
            throw new IOException(file + " (cannot be deleted to rotate)");
        }
    }

    private static void rename(File from, File to) throws IOException {
        if (!from.renameTo(to)) {
            throw new IOException(from + " (cannot be renamed to " + to.getName() + " to rotate)");
        }
    }

    /** Takes back the part of the lines that was written before the disk was full; nobody else's. */
    private void trim(long before, int length) {
        long written = path.length() - before;
        if (!path.isFile() || written <= 0 || written > length) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
            file.setLength(before);
        } catch (IOException e) {
            // Then the next line after it begins on a line of its own.
        }
    }
}
