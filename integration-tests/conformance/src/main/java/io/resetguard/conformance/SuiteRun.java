package io.resetguard.conformance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the tests of a suite came to in one JVM.
 *
 * @param results by test: status, and what failed
 * @param requests how many the agent saw
 * @param faults of the agent
 */
record SuiteRun(Map<String, String> results, long requests, long faults) {
    private static final long MOST_MINUTES = 10;

    static SuiteRun of(Suite suite, Path jdk, Mode mode, Path agent) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("conformance");
        Path results = folder.resolve("results");
        Path events = folder.resolve("events.jsonl");
        List<String> command =
                new ArrayList<>(List.of(jdk.resolve("bin").resolve("java").toString()));
        command.addAll(mode.jvm(agent, events));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ForkedSuite.class.getName()));
        command.add(results.toString());
        suite.classes().forEach(type -> command.add(type.getName()));
        Process jvm = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        if (!jvm.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || jvm.exitValue() != 0) {
            jvm.destroyForcibly();
            throw new IOException("the tests did not end: " + folder.resolve("output"));
        }
        SuiteRun run = new SuiteRun(read(results), sum(events, "requests"), sum(events, "suppressed"));
        for (String name : List.of("results", "events.jsonl", "output")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
        return run;
    }

    /** How many have this status. */
    long count(String status) {
        return results.values().stream()
                .filter(result -> result.startsWith(status))
                .count();
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> results = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 3);
            results.put(parts[0], parts[1] + " " + parts[2].replaceAll(":\\d{4,5}\\b|@[0-9a-f]{4,8}\\b", ""));
        }
        return results;
    }

    /** In the last event about each origin, and in the one at the end, stand sums. */
    private static long sum(Path events, String count) throws IOException {
        Map<String, Long> last = new TreeMap<>();
        for (String line : Files.exists(events) ? Files.readAllLines(events) : List.<String>of()) {
            JsonObject event = JsonParser.parseString(line).getAsJsonObject();
            JsonObject counts = event.getAsJsonObject("counts");
            if (counts != null && counts.has(count)) {
                String origin = event.has("origin") ? event.get("origin").getAsString() : "";
                last.put(origin, counts.get(count).getAsLong());
            }
        }
        return last.values().stream().mapToLong(Long::longValue).sum();
    }
}
