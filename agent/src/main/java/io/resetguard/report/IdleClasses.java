package io.resetguard.report;

/** Idle times by class, as {@code origin} events count them: each class ends at its bound, the last one never. */
public final class IdleClasses {
    /** Upper ends in milliseconds, each part of its class. */
    private static final long[] BOUNDS_MS = {
        100, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 20_000, 30_000, 45_000,
        60_000, 75_000, 90_000, 120_000, 180_000, 240_000, 300_000, 350_000, 400_000, 600_000, 900_000, 1_800_000,
        3_600_000
    };

    private final long[] counts = new long[BOUNDS_MS.length + 1];

    IdleClasses() {}

    /** How many there are. */
    public static int size() {
        return BOUNDS_MS.length + 1;
    }

    /** The end of a class in milliseconds; the last one has none, and says a day. */
    public static long boundMs(int index) {
        return index < BOUNDS_MS.length ? BOUNDS_MS[index] : 86_400_000L;
    }

    static long lowerMs(int index) {
        return index == 0 ? 0 : BOUNDS_MS[index - 1];
    }

    static int classOf(double idleMs) {
        int index = 0;
        while (index < BOUNDS_MS.length && idleMs > BOUNDS_MS[index]) {
            index++;
        }
        return index;
    }

    void add(double idleMs) {
        counts[classOf(idleMs)]++;
    }

    /**
     * Adds a count of an event.
     *
     * @param bound as its name ends: milliseconds or {@code more}; an unknown one goes where it belongs
     */
    void add(String bound, long count) {
        if (bound.equals("more")) {
            counts[BOUNDS_MS.length] += count;
            return;
        }
        try {
            counts[classOf((double) Long.parseLong(bound))] += count;
        } catch (NumberFormatException e) {
            // A name of a later version.
        }
    }

    void merge(IdleClasses other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Of each class the larger count: the same ends, counted in two ways. */
    IdleClasses max(IdleClasses other) {
        IdleClasses max = new IdleClasses();
        for (int i = 0; i < counts.length; i++) {
            max.counts[i] = Math.max(counts[i], other.counts[i]);
        }
        return max;
    }

    public long count(int index) {
        return counts[index];
    }

    /** How many were idle for longer, a class that is cut by it included: not fewer than there were. */
    public long longerThan(double idleMs) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += i == BOUNDS_MS.length || BOUNDS_MS[i] > idleMs ? counts[i] : 0;
        }
        return sum;
    }

    public long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
