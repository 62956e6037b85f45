package io.resetguard.report;

import io.resetguard.exchange.IdleClass;

/** Idle times by class, as {@code origin} events count them: each class ends at its bound, the last one never. */
public final class IdleClasses {
    private final long[] counts = new long[IdleClass.COUNT];

    IdleClasses() {}

    /** How many there are. */
    public static int size() {
        return IdleClass.COUNT;
    }

    /** The end of a class in milliseconds; the last one has none, and says a day. */
    public static long boundMs(int index) {
        return index == IdleClass.LAST ? 86_400_000L : IdleClass.boundMillis(index);
    }

    static long lowerMs(int index) {
        return index == 0 ? 0 : IdleClass.boundMillis(index - 1);
    }

    static int classOf(double idleMs) {
        return IdleClass.ofMillis((long) Math.ceil(idleMs));
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
            counts[IdleClass.LAST] += count;
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
            sum += i == IdleClass.LAST || boundMs(i) > idleMs ? counts[i] : 0;
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
