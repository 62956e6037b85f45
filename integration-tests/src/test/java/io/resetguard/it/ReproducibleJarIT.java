package io.resetguard.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same sources give the same jar, byte by byte: built once more, in another folder, time zone, language and umask,
 * and without checks, as the demo does. Two releases of the JDK compile differently, so it is the JDK of the first build.
 */
class ReproducibleJarIT {
    private static final Path PROJECT = ForkedJvm.agentJar().resolve("../../..").normalize();

    /** All that the jar is made of. */
    private static final List<String> SOURCES =
            List.of("pom.xml", "LICENSE", ".mvn", "agent/pom.xml", "agent/src/main", "demo-app/pom.xml");

    @Test
    void a_second_build_elsewhere_gives_the_same_bytes(@TempDir Path temp) throws Exception {
        Path elsewhere = temp.resolve("another folder");
        for (String source : SOURCES) {
            copy(PROJECT.resolve(source), elsewhere.resolve(source));
        }
        Path log = temp.resolve("build.log");
        assertTrue(build(elsewhere, log), () -> read(log));
        Path again = elsewhere.resolve("agent/target/resetguard.jar");
        Map<String, Long> entries = checksums(ForkedJvm.agentJar());
        Map<String, Long> entriesAgain = checksums(again);
        assertEquals(entries.keySet(), entriesAgain.keySet());
        entries.entrySet().removeAll(entriesAgain.entrySet());
        assertEquals(Set.of(), entries.keySet(), "entries that differ");
        assertArrayEquals(Files.readAllBytes(ForkedJvm.agentJar()), Files.readAllBytes(again), "bytes of the jar");
    }

    private static boolean build(Path folder, Path log) throws IOException, InterruptedException {
        // Offline: the first build needed all of it too.
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                "-c",
                "umask 077; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("resetguard.maven", ""), "bin", "mvn")
                        .toString(),
                "-o",
                "-B",
                "-Pdemo",
                "-pl",
                "agent",
                "-Dmaven.repo.local=" + System.getProperty("resetguard.maven.repository", ""),
                "package");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR");
        builder.environment().put("TZ", "Pacific/Apia");
        Process maven = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return maven.waitFor(5, TimeUnit.MINUTES) && maven.exitValue() == 0;
        } finally {
            maven.destroyForcibly();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = file.equals(from) ? to : to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** By entry, so that a failure names what differs. */
    private static Map<String, Long> checksums(Path jar) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                CRC32 checksum = new CRC32();
                checksum.update(zip.readAllBytes());
                checksums.put(entry.getName(), checksum.getValue());
            }
        }
        return checksums;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
