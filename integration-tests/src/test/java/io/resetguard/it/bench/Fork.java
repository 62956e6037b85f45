package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM run to its end, as a person would run it: no verification flags, no compiler limits. */
final class Fork {

    private Fork() {}

    /** What it printed on stdout. */
    static String run(Jdk jdk, Variant variant, String classPath, String... mainAndArguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(jdk.home().resolve("bin/java").toString());
        command.addAll(variant.jvmArguments());
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(mainAndArguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(variant.name() + " did not end well: " + command);
        }
        return out;
    }
}
