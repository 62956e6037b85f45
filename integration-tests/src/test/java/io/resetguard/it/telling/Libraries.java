package io.resetguard.it.telling;

import io.resetguard.it.support.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jars that Maven copied for the programs under test: {@code target/lib-NAME}. */
final class Libraries {
    private static final Path APP = Path.of("io", "resetguard", "workload", "telling", "TellingApp.class");

    private Libraries() {}

    static List<Path> jars(String name) {
        Path folder =
                Path.of(System.getProperty("resetguard.libraries", "target")).resolve("lib-" + name);
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Path::toAbsolutePath).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The programs and these jars. */
    static String classPath(String name) {
        return Stream.concat(
                        Stream.of(Workload.classPath()), jars(name).stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The class file of the program, from the first folder of the workloads. */
    static Path appClass() {
        String all = Workload.classPath();
        int end = all.indexOf(File.pathSeparatorChar);
        return Path.of(end < 0 ? all : all.substring(0, end)).resolve(APP);
    }

    /** Lays out {@code WEB-INF/lib} and {@code WEB-INF/classes}. */
    static Path webApplication(Path folder, String libraries) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        for (Path jar : jars(libraries)) {
            Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Path app = folder.resolve("WEB-INF/classes").resolve(APP);
        Files.createDirectories(app.getParent());
        Files.copy(appClass(), app, StandardCopyOption.REPLACE_EXISTING);
        return folder;
    }
}
