package io.resetguard.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@link Soak}. */
@Isolated("it takes the machine")
class SoakIT {
    private static final long SECONDS = 12;

    static Stream<Jdk> jdks() {
        List<Jdk> all = Jdks.all().toList();
        return Stream.concat(
                        all.stream().filter(jdk -> jdk.feature() >= 17).limit(1),
                        all.stream().skip(all.size() - 1))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatever_the_servers_do_each_call_ends_with_its_own_answer(Jdk jdk, @TempDir Path folder) {
        SoakRun.Outcome outcome = new SoakRun(jdk, SECONDS, 1).run(folder, true);
        assertEquals(List.of(), outcome.violations(), () -> outcome.figures().toString());
    }
}
