package io.resetguard.it.bench;

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

/** The same request as JMH measures it: time and allocation, one thread and one for each processor; over loopback, one. */
final class JmhBench implements Part {
    private static final String[] TIMES = {"-f", "1", "-wi", "2", "-w", "1s", "-i", "3", "-r", "1s"};

    private final int rounds;

    JmhBench(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<String> lines = new ArrayList<>(
                List.of("Means of 3 s after 2 s; median of " + rounds + " forks [least .. most], interleaved.", ""));
        for (Jdk jdk : jdks) {
            Table table = new Table("JDK " + jdk.feature(), "agent", "ns a request", "ns more", "bytes", "bytes more");
            for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
                if (chosen.has("jmh/urlConnection/" + threads)) {
                    measure(jdk, "urlConnection", threads, table);
                }
            }
            if (jdk.hasHttpClient() && chosen.has("jmh/httpClient/1")) {
                measure(jdk, "httpClient", 1, table);
            }
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private void measure(Jdk jdk, String method, int threads, Table table) throws Exception {
        List<Variant> variants =
                List.of(Variant.none(), Variant.noneAgain(), Variant.observing(), Variant.everything());
        Figures nanos = new Figures();
        Figures bytes = new Figures();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                JsonObject result = run(jdk, method, threads, variant);
                nanos.of(variant).add(score(result.getAsJsonObject("primaryMetric")));
                bytes.of(variant).add(allocated(result));
            }
        }
        Variant none = variants.get(0);
        for (Variant variant : variants) {
            table.row(
                    variant.equals(none) ? method + ", " + (threads == 1 ? "1 thread" : threads + " threads") : "",
                    variant.name(),
                    nanos.of(variant).text(0),
                    Samples.number(nanos.of(variant).median() - nanos.of(none).median(), 0),
                    bytes.of(variant).text(0),
                    Samples.number(bytes.of(variant).median() - bytes.of(none).median(), 0));
        }
    }

    private static JsonObject run(Jdk jdk, String method, int threads, Variant variant)
            throws IOException, InterruptedException {
        Path result = Place.SCRATCH.resolve("jmh.json");
        List<String> command =
                new ArrayList<>(List.of(jdk.home().resolve("bin/java").toString()));
        command.addAll(List.of("-cp", classPath(), "org.openjdk.jmh.Main", "HealthyRequest." + method + "$"));
        command.addAll(List.of(TIMES));
        command.addAll(List.of("-t", "" + threads, "-prof", "gc", "-rf", "json", "-rff", result.toString()));
        if (!variant.jvmArguments().isEmpty()) {
            command.addAll(List.of("-jvmArgsAppend", String.join(" ", variant.jvmArguments())));
        }
        Path log = Place.SCRATCH.resolve("jmh.txt");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
        return JsonParser.parseString(Files.readString(result))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
    }

    private static double score(JsonObject metric) {
        return metric.get("score").getAsDouble();
    }

    private static double allocated(JsonObject result) {
        JsonObject metrics = result.getAsJsonObject("secondaryMetrics");
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
