package io.resetguard.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.it.support.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@link Soak}: a minute in all. */
@Isolated("it takes the machine")
class SoakIT {
    private static final long SECONDS = 30;

    @ParameterizedTest
    @MethodSource("io.resetguard.it.support.Jdks#few")
    void whatever_the_servers_do_each_call_ends_with_its_own_answer(Jdk jdk, @TempDir Path folder) {
        SoakRun.Outcome outcome = new SoakRun(jdk, SECONDS, 1).run(folder, true);
        assertEquals(List.of(), outcome.violations(), () -> outcome.figures().toString());
    }
}
