package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** What figures are worth nothing without. */
final class Machine {
    private Machine() {}

    /** Date, JDKs, shape, and how busy it was before anything began. Linux. */
    static String text(List<Jdk> jdks) throws IOException {
        String memory = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return LocalDate.now(ZoneOffset.UTC) + ", JDK "
                + jdks.stream().map(Jdk::version).collect(Collectors.joining(", ")) + "; "
                + Runtime.getRuntime().availableProcessors() + " processors ("
                + field("/proc/cpuinfo", "model name") + "), " + Math.round(Long.parseLong(memory) / 1048576.0)
                + " GB, Linux " + System.getProperty("os.version") + "; load before: "
                + Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static String field(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }
}
