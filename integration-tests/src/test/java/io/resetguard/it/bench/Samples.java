package io.resetguard.it.bench;

import java.util.Arrays;
import java.util.Locale;

/** Some measurements of one thing. */
final class Samples {

    private double[] sorted = new double[0];

    void add(double value) {
        double[] more = Arrays.copyOf(sorted, sorted.length + 1);
        more[sorted.length] = value;
        Arrays.sort(more);
        sorted = more;
    }

    double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** {@code median [least .. most]}, with so many decimals. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                number + " [" + number + " .. " + number + "]",
                median(),
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
