package io.resetguard.it.report;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code java -jar resetguard.jar}, of the jar that is delivered. */
final class Tool {
    static final String OLDEST_AND_NEWEST = "io.resetguard.it.report.Tool#jdks";
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private Tool() {}

    /** The oldest and the newest. */
    static Stream<Jdk> jdks() {
        List<Jdk> all = Jdks.all().toList();
        return Stream.of(all.get(0), all.get(all.size() - 1)).distinct();
    }

    static ForkedJvm.Output run(Jdk jdk, Object... arguments) {
        return run(ForkedJvm.of(jdk), arguments);
    }

    static ForkedJvm.Output run(ForkedJvm jvm, Object... arguments) {
        String[] texts = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
        return jvm.jar(ForkedJvm.agentJar(), texts).run(TIMEOUT);
    }
}
