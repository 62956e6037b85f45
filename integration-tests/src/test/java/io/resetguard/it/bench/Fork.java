package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM run to its end, as a person would run it: no verification flags, no compiler limits. */
final class Fork {
    /** What is told on stderr, of the last run. */
    static final Path ERRORS = Place.SCRATCH.resolve("stderr.txt");

    /** Its second line is of the children: user and system. */
    private static final String TIMES = "\"$@\"; ended=$?; times; exit $ended";

    private Fork() {}

    /** What it printed on stdout, line by line. */
    static List<String> run(Jdk jdk, Variant variant, String classPath, String... mainAndArguments) throws Exception {
        return lines(command(jdk, variant, classPath, mainAndArguments));
    }

    /** The same, and in the last line what bash says of the CPU time of the JVM from its beginning to its end. */
    static List<String> runTimed(Jdk jdk, Variant variant, String classPath, String... mainAndArguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", TIMES, "bash"));
        command.addAll(command(jdk, variant, classPath, mainAndArguments));
        return lines(command);
    }

    private static List<String> command(Jdk jdk, Variant variant, String classPath, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin/java").toString());
        command.addAll(variant.jvmArguments());
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ERRORS.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            String said = new String(Files.readAllBytes(ERRORS), StandardCharsets.UTF_8);
            throw new IllegalStateException("did not end well: " + command + "\n" + out + said);
        }
        return out.lines().toList();
    }
}
