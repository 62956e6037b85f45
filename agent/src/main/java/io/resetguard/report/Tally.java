package io.resetguard.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts by name, bounded: names beyond the bound are counted as one. One thread. */
public final class Tally {
    static final String OTHERS = "(others)";
    private static final int MAX_NAMES = 64;

    private final Map<String, Long> counts = new HashMap<>();

    Tally() {}

    void add(String name) {
        add(name, 1);
    }

    void add(String name, long count) {
        boolean room = counts.size() < MAX_NAMES || counts.containsKey(name);
        counts.merge(room ? name : OTHERS, count, Long::sum);
    }

    void merge(Tally other) {
        other.names().forEach(name -> add(name, other.get(name)));
    }

    /** 0 for what never came. */
    public long get(String name) {
        return counts.getOrDefault(name, 0L);
    }

    public long sum() {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** The most frequent first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(counts.keySet());
        names.sort((a, b) -> {
            int byCount = Long.compare(get(b), get(a));
            return byCount != 0 ? byCount : a.compareTo(b);
        });
        return names;
    }
}
