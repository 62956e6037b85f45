package io.resetguard.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a JVM to run a program in, with the agent or without. The hooks live in classes that the boot loader does
 * not verify by itself, so every JVM is started with verification on.
 */
public final class ForkedJvm {
    private final Jdk jdk;
    private final List<String> jvmArguments = new ArrayList<>(List.of(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+BytecodeVerificationLocal",
            "-XX:+BytecodeVerificationRemote",
            "-XX:TieredStopAtLevel=1"));
    private final List<String> before = new ArrayList<>();
    private final List<String> program = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private ForkedJvm(Jdk jdk) {
        this.jdk = jdk;
    }

    /** A JVM of this JDK, without the agent until it is asked for. */
    public static ForkedJvm of(Jdk jdk) {
        return new ForkedJvm(jdk);
    }

    /** The agent's jar: the system property {@code resetguard.jar}, else where Maven builds it. */
    public static Path agentJar() {
        String jar = System.getProperty("resetguard.jar", "");
        return (jar.isBlank() ? Path.of("..", "agent", "target", "resetguard.jar") : Path.of(jar))
                .toAbsolutePath()
                .normalize();
    }

    /** Adds {@code -javaagent} with these {@code key=value} options; none is an agent with its defaults. */
    public ForkedJvm agent(String... options) {
        String tail = options.length == 0 ? "" : "=" + String.join(",", options);
        return jvm("-javaagent:" + agentJar() + tail);
    }

    /** Adds arguments for the JVM. */
    public ForkedJvm jvm(String... arguments) {
        jvmArguments.addAll(Arrays.asList(arguments));
        return this;
    }

    /** Has another program start the JVM in its own place, as {@code nsenter} does. */
    public ForkedJvm startedBy(List<String> command) {
        before.addAll(command);
        return this;
    }

    /** Adds an environment variable. */
    public ForkedJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The JVM trusts {@link TestKeys}. */
    public ForkedJvm trustingTestKeys() {
        jvmArguments.addAll(TestKeys.trustArguments());
        return this;
    }

    /** What to run: a class of this class path with these arguments. */
    public ForkedJvm main(String classPath, String mainClass, String... arguments) {
        program.clear();
        program.addAll(List.of("-cp", classPath, mainClass));
        program.addAll(Arrays.asList(arguments));
        return this;
    }

    /** What to run: {@code module/class} of this module path, nothing on the class path. */
    public ForkedJvm module(Path modulePath, String main, String... arguments) {
        program.clear();
        program.addAll(List.of("--module-path", modulePath.toString(), "--module", main));
        program.addAll(Arrays.asList(arguments));
        return this;
    }

    /** What to run: a jar with these arguments. */
    public ForkedJvm jar(Path jar, String... arguments) {
        program.clear();
        program.addAll(List.of("-jar", jar.toString()));
        program.addAll(Arrays.asList(arguments));
        return this;
    }

    /** Starts it; close what you get. */
    public RunningJvm start() {
        List<String> command = new ArrayList<>(before);
        command.add(jdk.java().toString());
        command.addAll(jvmArguments);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("RESETGUARD_")
                        || name.endsWith("JAVA_OPTIONS")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        try {
            return new RunningJvm(command, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end; an {@link AssertionError} when that does not come in time. */
    public Output run(Duration timeout) {
        try (RunningJvm jvm = start()) {
            return jvm.awaitExit(timeout);
        }
    }

    /**
     * What a JVM left behind.
     *
     * @param exitCode its exit code
     * @param stdout its standard output, by lines
     * @param stderr its standard error, by lines
     */
    public record Output(int exitCode, List<String> stdout, List<String> stderr) {}
}
