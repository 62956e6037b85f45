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
            event.counts.forEach((name, count) -> counts.merge(name, count, isLeast(name) ? Math::min : Math::max));
        }
        if (event.timeMillis >= knownMillis) {
            knownMillis = event.timeMillis;
            known = event.known;
            String named = event.server;
            server = named == null ? server : named;
        }
    }

    /** Over all JVMs. */
    Map<String, Long> counts() {
        Map<String, Long> sums = new HashMap<>();
        largest.values().forEach(counts -> addTo(sums, counts));
        return sums;
    }

    /** Adds counts; what ends in {@code _max} is the largest of them, in {@code _from_ms} the least. */
    static void addTo(Map<String, Long> sums, Map<String, Long> counts) {
        counts.forEach((name, count) -> {
            if (isLeast(name)) {
                sums.merge(name, count, Math::min);
            } else {
                sums.merge(name, count, name.endsWith("_max") ? Math::max : Snapshots::added);
            }
        });
    }

    private static boolean isLeast(String name) {
        return name.endsWith("_from_ms");
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
