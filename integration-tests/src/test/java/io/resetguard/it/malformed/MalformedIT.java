package io.resetguard.it.malformed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A part of {@link Malformed}. */
class MalformedIT {
    private static final int MALFORMED = 240;
    private static final int SEED = 1;
    private static final int MANY = 10;
    private static final int KINDS = 4;

    /** {@link Setting#PREVENT} is a part of the last but one. */
    private static final List<Setting> SETTINGS =
            List.of(Setting.WITHOUT, Setting.OBSERVE, Setting.GUARD, Setting.WITHOUT_AGAIN);

    @TestFactory
    Stream<DynamicTest> the_application_gets_what_it_gets_without_the_agent(@TempDir Path folder) {
        return Jdks.few().flatMap(jdk -> Malformed.ways(jdk)
                .map(way -> dynamicTest(jdk + ", " + way.title(), () -> check(jdk, way, folder))));
    }

    private static void check(Jdk jdk, Way way, Path folder) {
        Comparison done = new Comparison(jdk, way, SETTINGS, MALFORMED, SEED, folder).run();
        assertEquals(Map.of(), done.different());
        assertEquals(List.of(), done.faults());
        assertTrue(done.told() > 0, "told of " + done.told());
        assertTrue(done.failed() > MANY && done.failed() < done.played() - MANY, done.failed() + " failed");
        assertTrue(done.kindsOfFailures() >= KINDS, done.kindsOfFailures() + " kinds of failures");
    }
}
