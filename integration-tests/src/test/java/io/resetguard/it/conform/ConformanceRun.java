package io.resetguard.it.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a program of exercises came to.
 *
 * @param lines one about each exercise
 * @param received the requests that the servers got, to the letter
 * @param stderr of the application and the JVM
 * @param told by the agent, on stderr
 */
record ConformanceRun(List<String> lines, List<String> received, List<String> stderr, List<String> told) {
    private static final String PACKAGE = "io.resetguard.workload.conform.";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Runs the program with these servers in a JVM with these arguments. */
    static ConformanceRun of(Jdk jdk, Peers peers, Path folder, String program, String... jvm)
            throws IOException, InterruptedException {
        // Paths are in the lines, so they are the same in each run.
        Path files = Files.createSymbolicLink(folder.resolve("dir"), Files.createTempDirectory(folder, "files"));
        ForkedJvm.Output output = ForkedJvm.of(jdk)
                .trustingTestKeys()
                .jvm("-Dhttp.auth.digest.reEnabledAlgorithms=MD5")
                .jvm(jvm)
                .main(Workload.classPath(), PACKAGE + program, peers.arguments(files))
                .run(TIMEOUT);
        Files.delete(files);
        return new ConformanceRun(
                output.stdout(),
                peers.takeReceived(),
                output.stderr().stream().filter(line -> !isOurs(line)).toList(),
                output.stderr().stream().filter(ConformanceRun::isOurs).toList());
    }

    /** The other one is the same but for what the agent says. */
    void assertSame(ConformanceRun watched, AgentMode mode) {
        assertEquals(mode.cleaned(text(lines)), mode.cleaned(text(watched.lines)), mode + ": what came of it");
        assertEquals(text(received), text(watched.received), mode + ": what the servers received");
        assertEquals(text(stderr), text(watched.stderr), mode + ": stderr");
    }

    private static boolean isOurs(String line) {
        return line.startsWith("[resetguard] ");
    }

    /** As one text, of which a failure shows the lines that differ. */
    private static String text(List<String> lines) {
        return String.join("\n", lines);
    }
}
