package io.resetguard.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by time and name in at most {@link #MAX_COLUMNS} columns: the width of a column grows with what has to be covered,
 * so times may come in any order. One thread.
 */
public final class Timeline {
    static final int MAX_COLUMNS = 60;
    /** Each divides the next, so that columns can be joined. */
    private static final long[] WIDTHS_MS = {
        100,
        200,
        1000,
        2000,
        10_000,
        30_000,
        60_000,
        120_000,
        600_000,
        1_800_000,
        3_600_000,
        7_200_000,
        21_600_000,
        43_200_000,
        86_400_000L,
        604_800_000L,
        2_419_200_000L,
        29_030_400_000L,
        290_304_000_000L,
        2_903_040_000_000L,
        29_030_400_000_000L,
        290_304_000_000_000L
    };

    private int width;
    private TreeMap<Long, Tally> columns = new TreeMap<>();

    Timeline() {}

    void add(long millis, String name, long count) {
        columns.computeIfAbsent(millis / WIDTHS_MS[width], c -> new Tally()).add(name, count);
        while (spanned() > MAX_COLUMNS) {
            widen();
        }
    }

    void merge(Timeline other) {
        while (width < other.width) {
            widen();
        }
        for (Map.Entry<Long, Tally> column : other.columns.entrySet()) {
            Tally tally = column.getValue();
            tally.names().forEach(name -> add(column.getKey() * WIDTHS_MS[other.width], name, tally.get(name)));
        }
    }

    private long spanned() {
        return columns.isEmpty() ? 0 : columns.lastKey() - columns.firstKey() + 1;
    }

    private void widen() {
        long factor = WIDTHS_MS[width + 1] / WIDTHS_MS[width];
        TreeMap<Long, Tally> wider = new TreeMap<>();
        for (Map.Entry<Long, Tally> column : columns.entrySet()) {
            Tally joined = wider.computeIfAbsent(column.getKey() / factor, c -> new Tally());
            Tally tally = column.getValue();
            tally.names().forEach(name -> joined.add(name, tally.get(name)));
        }
        columns = wider;
        width++;
    }

    public boolean isEmpty() {
        return columns.isEmpty();
    }

    public long columnMillis() {
        return WIDTHS_MS[width];
    }

    /** When each column begins, without gaps. */
    public List<Long> starts() {
        List<Long> starts = new ArrayList<>();
        if (!columns.isEmpty()) {
            for (long column = columns.firstKey(); column <= columns.lastKey(); column++) {
                starts.add(column * WIDTHS_MS[width]);
            }
        }
        return starts;
    }

    public long count(long start, String name) {
        Tally column = columns.get(start / WIDTHS_MS[width]);
        return column == null ? 0 : column.get(name);
    }

    /** All names, the most frequent first. */
    public List<String> names() {
        Tally all = new Tally();
        columns.values().forEach(column -> column.names().forEach(name -> all.add(name, column.get(name))));
        return all.names();
    }
}
