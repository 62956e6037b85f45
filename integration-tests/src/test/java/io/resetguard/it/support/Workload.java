package io.resetguard.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A program that sends requests, in a JVM of its own. Thread-safe; closing kills it. */
public final class Workload implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final Duration LOADED = Duration.ofMinutes(2);

    private final RunningJvm jvm;
    private final AtomicInteger ids = new AtomicInteger();

    private Workload(RunningJvm jvm) {
        this.jvm = jvm;
    }

    /** Starts the client's program in this JVM, which trusts {@link TestKeys}. */
    public static Workload start(ForkedJvm jvm, Client client) {
        return start(jvm.trustingTestKeys(), classPath(), client.workload());
    }

    /** Starts a program that speaks the same protocol. */
    public static Workload start(ForkedJvm jvm, String classPath, String program, String... arguments) {
        RunningJvm running = jvm.main(classPath, program, arguments).start();
        running.awaitLine("ready"::equals, ANSWER);
        return new Workload(running);
    }

    /** Where the programs are: the system property {@code resetguard.workloads}, else where Maven compiles them. */
    public static String classPath() {
        String here =
                Path.of("target", "workload-classes") + File.pathSeparator + Path.of("target", "workload11-classes");
        return System.getProperty("resetguard.workloads", here);
    }

    /** The classes of {@link #classPath} in one jar, for archives of classes are made of jars only. */
    public static Path jar(Path jar) {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String folder : classPath().split(File.pathSeparator)) {
                try (Stream<Path> files = Files.walk(Path.of(folder))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        out.putNextEntry(
                                new ZipEntry(Path.of(folder).relativize(file).toString()));
                        Files.copy(file, out);
                        out.closeEntry();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    /** Sends the request and waits for what it comes to. */
    public Result send(Request request) {
        return await(start(request));
    }

    /** Sends the request; {@link #await} has the result. */
    public int start(Request request) {
        int id = ids.incrementAndGet();
        jvm.sendLine(request.line(id));
        return id;
    }

    /** Interrupts the thread of a started request. */
    public void interrupt(int id) {
        jvm.sendLine("interrupt id=" + id);
    }

    /** Fills its heap until a full collection stops it for so long. */
    public void load(int millis) {
        jvm.sendLine("load millis=" + millis);
        jvm.awaitLine(line -> line.startsWith("loaded "), LOADED);
    }

    /** Has it collect its whole heap, and stand still meanwhile. */
    public void collect() {
        jvm.sendLine("collect");
        jvm.awaitLine(line -> line.startsWith("collected "), ANSWER);
    }

    /** The result of a started request. */
    public Result await(int id) {
        return result(String.valueOf(id));
    }

    /** Sends the request {@code count} times at once and waits for all. */
    public List<Result> sendParallel(Request request, int count) {
        int id = start(request.with("parallel", count));
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> result(id + "." + number))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Lets the program end by itself, as an application would, and waits for it. */
    public ForkedJvm.Output quit() {
        jvm.sendLine("quit");
        return jvm.awaitExit(ANSWER);
    }

    /** The JVM, for its output and process id. */
    public RunningJvm jvm() {
        return jvm;
    }

    @Override
    public void close() {
        jvm.close();
    }

    private Result result(String id) {
        return Result.parse(jvm.awaitLine(line -> line.startsWith("result id=" + id + " "), ANSWER));
    }
}
