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

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** {@code median [least .. most]}, with so many decimals; without the brackets where there is but one. */
    String text(int decimals) {
        if (isEmpty()) {
            return "";
        }
        String median = number(median(), decimals);
        return sorted.length == 1
                ? median
                : median + " [" + number(sorted[0], decimals) + " .. " + number(sorted[sorted.length - 1], decimals)
                        + "]";
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
