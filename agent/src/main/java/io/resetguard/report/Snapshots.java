package io.resetguard.report;

import java.util.HashMap;
import java.util.Map;

/**
 * The {@code origin} events of one origin. Their counts grow from line to line of one JVM, so of each JVM the largest count
 * is the last one, in whatever order the lines come. One thread.
 */
final class Snapshots {
    private static final int MAX_JVMS = 2000;

    /** By JVM and the time it counts from. */
    private final Map<String, Map<String, Long>> largest = new HashMap<>();

    private Map<String, Double> known = new HashMap<>();
    private long knownMillis = IsoTime.UNKNOWN;
    private String server = "";

    boolean isEmpty() {
        return largest.isEmpty();
    }

    void add(EventLine event) {
        String from = event.jvm() + " " + event.since;
        if (largest.size() < MAX_JVMS || largest.containsKey(from)) {
            Map<String, Long> counts = largest.computeIfAbsent(from, f -> new HashMap<>());
            event.counts.forEach((name, count) -> counts.merge(name, count, Math::max));
        }
        if (event.timeMillis >= knownMillis) {
            knownMillis = event.timeMillis;
            known = event.known;
            String named = event.server;
            server = named == null ? server : named;
        }
    }

    /** Over all JVMs; a name that ends in {@code _max} is the largest of them. */
    Map<String, Long> counts() {
        Map<String, Long> sums = new HashMap<>();
        for (Map<String, Long> counts : largest.values()) {
            counts.forEach(
                    (name, count) -> sums.merge(name, count, name.endsWith("_max") ? Math::max : Snapshots::added));
        }
        return sums;
    }

    /** As the newest of them has it: {@code learned_idle_ms} and the like. */
    double known(String key) {
        return known.getOrDefault(key, EventLine.UNKNOWN);
    }

    /** A product name; empty where unknown. */
    String server() {
        return server;
    }

    /** Nobody counts so far; a file can still say so. */
    private static long added(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
