package io.resetguard.it.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.resetguard.it.support.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One fork of one of our JMH benchmarks.
 *
 * @param nanos mean of an operation
 * @param bytes allocated by one
 */
record JmhRun(double nanos, double bytes) {
    private static final String[] TIMES = {"-f", "1", "-w", "1s", "-i", "3", "-r", "1s", "-prof", "gc", "-rf", "json"};

    /**
     * Runs it.
     *
     * @param benchmark class and method
     * @param more arguments of JMH: of warm-up, threads, parameters
     */
    static JmhRun of(Jdk jdk, String benchmark, Variant variant, String... more)
            throws IOException, InterruptedException {
        Path result = Place.SCRATCH.resolve("jmh.json");
        List<String> command =
                new ArrayList<>(List.of(jdk.home().resolve("bin/java").toString()));
        command.addAll(List.of("-cp", classPath(), "org.openjdk.jmh.Main", benchmark + "$"));
        command.addAll(List.of(TIMES));
        command.addAll(List.of("-rff", result.toString()));
        command.addAll(List.of(more));
        if (!variant.jvmArguments().isEmpty()) {
            command.addAll(List.of("-jvmArgsAppend", String.join(" ", variant.jvmArguments())));
        }
        Path log = Place.SCRATCH.resolve("jmh.txt");
        Files.deleteIfExists(result);
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        JsonArray runs = exit != 0 || !Files.exists(result)
                ? new JsonArray()
                : JsonParser.parseString(Files.readString(result)).getAsJsonArray();
        if (runs.isEmpty()) {
            throw new IllegalStateException(Files.readString(log)); // JMH ends with 0, too, where the benchmark threw
        }
        JsonObject run = runs.get(0).getAsJsonObject();
        return new JmhRun(score(run.getAsJsonObject("primaryMetric")), allocated(run));
    }

    private static double score(JsonObject metric) {
        return metric.get("score").getAsDouble();
    }

    private static double allocated(JsonObject run) {
        JsonObject metrics = run.getAsJsonObject("secondaryMetrics");
        return metrics.keySet().stream()
                .filter(key -> key.endsWith("gc.alloc.rate.norm"))
                .mapToDouble(key -> score(metrics.getAsJsonObject(key)))
                .findFirst()
                .orElseThrow();
    }

    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(Place.BUILD.resolve("lib-jmh"))) {
            return Stream.concat(
                            Stream.of(Place.BUILD.resolve("jmh-classes").toString(), Place.WORKLOADS),
                            jars.map(Path::toString))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
