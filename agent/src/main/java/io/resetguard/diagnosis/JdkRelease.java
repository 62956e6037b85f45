package io.resetguard.diagnosis;

import org.jspecify.annotations.Nullable;

/** A release of the JDK: 8u432, 17.0.15, 25. Immutable. */
public final class JdkRelease {

    /** 8, 11, 17. */
    final int feature;

    /** 432, 15; 0: the first, or not known. */
    final int update;

    JdkRelease(int feature, int update) {
        this.feature = feature;
        this.update = update;
    }

    /**
     * The one that runs.
     *
     * @param version of the system property {@code java.version}: {@code 1.8.0_432}, {@code 17.0.15}, {@code 27-ea}
     */
    public static JdkRelease of(int feature, @Nullable String version) {
        int from = version == null ? -1 : version.startsWith("1.") ? version.indexOf('_') : secondDot(version);
        return new JdkRelease(feature, version == null || from < 0 ? 0 : number(version, from + 1));
    }

    private static int secondDot(String version) {
        int first = version.indexOf('.');
        return first < 0 ? -1 : version.indexOf('.', first + 1);
    }

    private static int number(String text, int from) {
        int number = 0;
        for (int i = from; i < text.length() && i < from + 6; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                break;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }

    /** Is it this update of the same feature release, or a later one? */
    boolean isSince(int ofFeature, int ofUpdate) {
        return feature == ofFeature && update >= ofUpdate;
    }
}
