package io.resetguard.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/**
 * Writes a report to the path it was asked for and nowhere else: beside it first, then in its place in one step. What is
 * there already is only replaced where it is a report of ours, or by force; and a file that was read never is.
 */
public final class ReportFile {
    private static final int MARK_CHARS = 400;

    private ReportFile() {}

    /**
     * Whether it may be written there.
     *
     * @param read the files that the report is made of
     * @throws FileAlreadyExistsException where something else is there, with the reason
     */
    public static void check(Path path, Collection<Path> read, boolean force) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(path)) {
            throw new FileAlreadyExistsException(path.toString(), null, "is a directory");
        }
        for (Path file : read) {
            if (Files.exists(path) && Files.isSameFile(path, file)) {
                throw new FileAlreadyExistsException(path.toString(), null, "is one of the files to read");
            }
        }
        if (!force && !isReport(path)) {
            throw new FileAlreadyExistsException(
                    path.toString(), null, "exists and is no report of resetguard; --force replaces it");
        }
    }

    public static void write(Path path, String text) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException(path + ": is no file");
        }
        // Not createTempFile: what that makes nobody else may read, and a report is made to be handed on.
        Path beside = folder.resolve(".resetguard-report-" + Long.toString(System.nanoTime(), 36) + ".tmp");
        try {
            Files.write(beside, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
            move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static boolean isReport(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        byte[] head = new byte[MARK_CHARS];
        int length = 0;
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(head); n > 0 && length < MARK_CHARS; n = in.read(head, length, MARK_CHARS - length)) {
                length += n;
            }
        }
        String text = new String(head, 0, length, StandardCharsets.UTF_8);
        return length == 0
                || text.startsWith(TextReport.MARK)
                || text.startsWith(JsonReport.MARK)
                || text.contains(HtmlReport.MARK);
    }
}
