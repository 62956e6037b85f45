package io.resetguard.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The JDKs that the tests run on: the homes in the system property {@code resetguard.jdks}, else the running one. */
public final class Jdks {
    private static final List<Jdk> ALL = find();

    private Jdks() {}

    /** All of them, the oldest first; a {@code @MethodSource}. */
    public static Stream<Jdk> all() {
        return ALL.stream();
    }

    /** The first from 17 on and the newest, for what takes long; a {@code @MethodSource}. */
    public static Stream<Jdk> few() {
        List<Jdk> all = all().toList();
        Stream<Jdk> modern = all.stream().filter(jdk -> jdk.feature() >= 17).limit(1);
        return Stream.concat(modern, all.stream().skip(all.size() - 1)).distinct();
    }

    /** Those with {@code java.net.http}; a {@code @MethodSource}. */
    public static Stream<Jdk> withHttpClient() {
        return only(Jdk::hasHttpClient, "JDK 11 or later");
    }

    /** Those that a test is for; where there is none, it is skipped and says so. For a {@code @MethodSource}. */
    public static Stream<Jdk> only(Predicate<Jdk> these, String wanted) {
        assumeTrue(ALL.stream().anyMatch(these), () -> "none of " + ALL + " is " + wanted);
        return ALL.stream().filter(these);
    }

    private static List<Jdk> find() {
        String homes = System.getProperty("resetguard.jdks", "");
        return Arrays.stream((homes.isBlank() ? System.getProperty("java.home") : homes).split(File.pathSeparator))
                .filter(home -> !home.isBlank())
                .map(home -> Jdk.at(Path.of(home.trim())))
                .sorted((left, right) -> Integer.compare(left.feature(), right.feature()))
                .toList();
    }
}
