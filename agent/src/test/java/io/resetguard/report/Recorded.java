package io.resetguard.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines that the agent wrote in two real runs, and what a test makes of them. */
final class Recorded {
    /** As often as it was ended: 24 stale, 4 by a restart, 2 bodies cut off. */
    static final int RESETS = 30;

    static final String ORIGIN = "http://127.0.0.1:33431";

    private Recorded() {}

    static List<String> lines() {
        try (InputStream in = Recorded.class.getResourceAsStream("recorded.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The first event of this kind. */
    static String line(String kind) {
        return lines().stream()
                .filter(line -> line.contains("\"event\":\"" + kind + "\""))
                .findFirst()
                .orElseThrow();
    }

    /** A line of JSON with these keys and values, which are JSON too; and what every event has. */
    static String event(String kind, String... keysAndValues) {
        StringBuilder json = new StringBuilder("{\"time\":\"2026-11-21T06:41:04.459Z\",\"event\":\"" + kind
                + "\",\"agent_version\":\"1\",\"pid\":7,\"id\":\"abc-1\"");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            json.append(",\"").append(keysAndValues[i]).append("\":").append(keysAndValues[i + 1]);
        }
        return json.append('}').toString();
    }

    /** The findings of a file with these lines. */
    static Findings read(Path folder, List<String> lines) {
        return read(folder, String.join("\n", lines) + "\n");
    }

    static Findings read(Path folder, String text) {
        try {
            Path file = Files.createTempFile(folder, "events", ".jsonl");
            Files.writeString(file, text);
            return EventsReader.read(List.of(file), bytes -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The origin of these lines that has most resets. */
    static OriginReport origin(Path folder, List<String> lines) {
        return read(folder, lines).origins().get(0);
    }

    /** As many lines as wanted of one that has a number in it. */
    static List<String> times(int count, java.util.function.IntFunction<String> line) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line.apply(i));
        }
        return lines;
    }
}
