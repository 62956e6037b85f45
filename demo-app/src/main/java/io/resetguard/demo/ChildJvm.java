package io.resetguard.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of the same Java home, running one of the demonstration's programs. */
final class ChildJvm implements Closeable {

    /** Far beyond what a run takes; only so that a hang ends. */
    private static final int LIMIT_SECONDS = 90;

    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        // One char a byte: log lines go on to the terminal exactly as they came, whatever its charset is.
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
        Thread watchdog = new Thread(this::endWhenLate, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /**
     * @param jvmOptions such as {@code -javaagent:...}
     * @param main the program
     * @param args its arguments
     */
    static ChildJvm start(List<String> jvmOptions, Class<?> main, List<String> args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(args);
        // One stream for log and results keeps them in the order they happened.
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The run without agent has to be one, and the others have just the options they name.
        builder.environment().keySet().removeIf(ChildJvm::addsOptions);
        return new ChildJvm(builder.start());
    }

    private static boolean addsOptions(String variable) {
        return variable.startsWith("RESETGUARD_")
                || Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                        .contains(variable);
    }

    /** The next line of its output, or null at the end. */
    @Nullable
    String readLine() throws IOException {
        return lines.readLine();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Its exit code, once its output has ended. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    private void endWhenLate() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
