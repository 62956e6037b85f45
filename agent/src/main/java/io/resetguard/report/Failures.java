package io.resetguard.report;

import java.util.Arrays;

/** Values of failures, one each, as far as they can be held: exact up to a number, beyond it counted only. One thread. */
final class Failures {
    private static final int MAX_HELD = 50_000;

    private float[] values = new float[16];
    private int held;
    private long all;

    void add(double value) {
        all++;
        if (held == MAX_HELD) {
            return;
        }
        if (held == values.length) {
            values = Arrays.copyOf(values, Math.min(held * 2, MAX_HELD));
        }
        values[held++] = (float) value;
    }

    void merge(Failures other) {
        for (int i = 0; i < other.held; i++) {
            add(other.values[i]);
        }
        all += other.all - other.held;
    }

    long count() {
        return all;
    }

    /** How many are at least so large; scaled up from those held where there were more. */
    long atLeast(double limit) {
        long count = 0;
        for (int i = 0; i < held; i++) {
            count += values[i] >= (float) limit ? 1 : 0;
        }
        return held == 0 ? 0 : Math.round((double) count * all / held);
    }

    /** In ascending order. */
    float[] sorted() {
        Arrays.sort(values, 0, held); // their order says nothing; the next time it is there already
        return Arrays.copyOf(values, held);
    }
}
