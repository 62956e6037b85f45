package io.resetguard.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A part of {@link Matrix}: some of the wire points, on the oldest JDK and the newest, under each setting. */
class MatrixIT {
    private static final int EACH_SIXTH = 6;

    @TestFactory
    Stream<DynamicTest> without_a_fault(@TempDir Path folder) {
        List<Jdk> all = Jdks.all().toList();
        return Stream.of(all.get(0), all.get(all.size() - 1))
                .distinct()
                .flatMap(jdk -> Arrays.stream(Setting.values())
                        .filter(setting -> setting != Setting.AS_IT_COMES) // that is what all other tests have
                        .flatMap(setting -> Matrix.both(jdk, setting)))
                .map(cell -> dynamicTest(cell.toString(), () -> check(cell.play(folder, EACH_SIXTH))));
    }

    private static void check(Cell.Outcome outcome) {
        assertEquals(List.of(), outcome.different());
        assertEquals(List.of(), outcome.faults());
        assertTrue(outcome.isWell(), outcome.row());
    }
}
