package io.resetguard.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which files are meant by what somebody named: a file and its rotated siblings, or all of a directory. */
public final class EventFiles {
    private EventFiles() {}

    /**
     * Each file once; of rotated ones the oldest first.
     *
     * @throws NoSuchFileException where nothing is there by such a name, rotated or not
     */
    public static List<Path> find(Collection<Path> named) throws IOException {
        Map<Path, Path> found = new LinkedHashMap<>();
        for (Path path : named) {
            for (Path file : Files.isDirectory(path) ? inDirectory(path) : withSiblings(path)) {
                found.putIfAbsent(file.toRealPath(), file);
            }
        }
        return new ArrayList<>(found.values());
    }

    private static List<Path> withSiblings(Path path) throws IOException {
        List<Path> files = new ArrayList<>();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder)) {
            for (Path sibling : byName(filesOf(folder), nameOf(path)).values()) {
                files.add(path.resolveSibling(nameOf(sibling)));
            }
        }
        if (Files.exists(path) && !files.contains(path)) {
            files.add(path);
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        return files;
    }

    /** The files called {@code .jsonl}, rotated or not; where there is none, all files that are not hidden. */
    private static Collection<Path> inDirectory(Path folder) throws IOException {
        NavigableMap<RotatedName, Path> all = byName(filesOf(folder), null);
        NavigableMap<RotatedName, Path> jsonLines = new TreeMap<>(all);
        jsonLines.keySet().removeIf(name -> !name.base.endsWith(".jsonl") && !name.base.endsWith(".ndjson"));
        return (jsonLines.isEmpty() ? all : jsonLines).values();
    }

    /**
     * In the order of reading. Of a file and the same one compressed the former: they are one, of which somebody makes, or
     * has made, the other.
     *
     * @param base what they were called before they were rotated; null is all
     */
    private static NavigableMap<RotatedName, Path> byName(List<Path> files, @Nullable String base) {
        NavigableMap<RotatedName, Path> byName = new TreeMap<>();
        for (Path file : files) {
            RotatedName name = RotatedName.of(nameOf(file));
            if (base != null && !name.base.equals(base)) {
                continue;
            }
            if (name.compressed) {
                byName.putIfAbsent(name, file);
            } else {
                byName.put(name, file);
            }
        }
        return byName;
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                // A report that was written beside its events is none of them.
                boolean page = nameOf(path).endsWith(".html");
                if (Files.isRegularFile(path) && !nameOf(path).startsWith(".") && !page) {
                    files.add(path);
                }
            }
        }
        return files;
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
