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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files are meant by what somebody named: a file and its rotated siblings, or all of a directory. */
public final class EventFiles {
    private static final Pattern ROTATED = Pattern.compile("(.+)\\.(\\d{1,4})");

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
        List<Path> files = new ArrayList<>(rotated(path).descendingMap().values());
        if (Files.exists(path)) {
            files.add(path);
        }
        if (files.isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        return files;
    }

    /** {@code path.1}, {@code path.2} …, by number. */
    private static NavigableMap<Integer, Path> rotated(Path path) throws IOException {
        NavigableMap<Integer, Path> rotated = new TreeMap<>();
        Path folder = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return rotated;
        }
        for (Path sibling : filesOf(folder)) {
            Matcher numbered = ROTATED.matcher(nameOf(sibling));
            if (numbered.matches() && numbered.group(1).equals(name.toString())) {
                rotated.put(Integer.valueOf(numbered.group(2)), path.resolveSibling(nameOf(sibling)));
            }
        }
        return rotated;
    }

    /** The files called {@code .jsonl}, rotated or not; where there is none, all files that are not hidden. */
    private static List<Path> inDirectory(Path folder) throws IOException {
        Map<String, TreeMap<Integer, Path>> byName = new TreeMap<>();
        boolean anyJsonLines = false;
        for (Path file : filesOf(folder)) {
            String name = nameOf(file);
            Matcher numbered = ROTATED.matcher(name);
            boolean rotated = numbered.matches();
            String base = rotated ? numbered.group(1) : name;
            byName.computeIfAbsent(base, n -> new TreeMap<>())
                    .put(rotated ? Integer.parseInt(numbered.group(2)) : -1, file);
            anyJsonLines |= isJsonLines(base);
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, TreeMap<Integer, Path>> entry : byName.entrySet()) {
            if (!anyJsonLines || isJsonLines(entry.getKey())) {
                files.addAll(entry.getValue().descendingMap().values());
            }
        }
        return files;
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

    private static boolean isJsonLines(String name) {
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
