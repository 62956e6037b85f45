package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Workload;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The small programs of {@code io.resetguard.workload.harmless}, and what every one of them leaves on stderr. */
final class Programs {
    static final String ALL_JDKS = "io.resetguard.it.support.Jdks#all";
    static final String MODERN_JDKS = "io.resetguard.it.support.Jdks#withHttpClient";
    static final String OLD_AND_NEW_JDKS = "io.resetguard.it.harmless.Programs#oldAndNew";
    static final String FEW_JDKS = "io.resetguard.it.support.Jdks#few";

    static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String PACKAGE = "io.resetguard.workload.harmless.";

    private Programs() {}

    /** {@link Jdks#few()} and the oldest. */
    static Stream<Jdk> oldAndNew() {
        return Stream.concat(Jdks.all().limit(1), Jdks.few()).distinct();
    }

    /** The JVM with this program. */
    static ForkedJvm program(ForkedJvm jvm, String name, String... arguments) {
        return jvm.main(Workload.classPath(), PACKAGE + name, arguments);
    }

    /** Runs the program without the agent and with it: the same stdout and exit code. Gives back the latter. */
    static ForkedJvm.Output runBoth(Jdk jdk, String name, String... arguments) {
        return runBoth(jdk, new String[0], name, arguments);
    }

    /** The same with an agent that has these options. */
    static ForkedJvm.Output runBoth(Jdk jdk, String[] options, String name, String... arguments) {
        ForkedJvm.Output bare =
                program(ForkedJvm.of(jdk).trustingTestKeys(), name, arguments).run(TIMEOUT);
        ForkedJvm.Output observed = program(ForkedJvm.of(jdk).agent(options).trustingTestKeys(), name, arguments)
                .run(TIMEOUT);
        assertEquals(List.of(), bare.stderr(), "stderr without the agent");
        assertEquals(bare.stdout(), observed.stdout(), observed.toString());
        assertEquals(bare.exitCode(), observed.exitCode(), observed.toString());
        assertOnlyOurLines(observed);
        return observed;
    }

    /** Nothing of the JVM, nothing half: every line is the agent's. */
    static void assertOnlyOurLines(ForkedJvm.Output output) {
        assertTrue(output.stderr().stream().allMatch(line -> line.startsWith("[resetguard] ")), output.toString());
        assertNoFault(output);
    }

    static void assertNoFault(ForkedJvm.Output output) {
        assertEquals(0, count(output.stderr(), "a fault of the agent"), output.toString());
        assertEquals(0, count(output.stderr(), "could not be hooked"), output.toString());
        assertEquals(0, count(output.stderr(), "as it is known; lost: "), output.toString());
        assertEquals(0, count(output.stderr(), "not watched"), output.toString());
    }

    /** The one line at start. */
    static void assertQuiet(ForkedJvm.Output output) {
        assertEquals(1, output.stderr().size(), output.toString());
        assertTrue(isStart(output.stderr().get(0)), output.toString());
    }

    static boolean isStart(String line) {
        return line.matches("\\[resetguard] resetguard \\S+ on JDK \\S+: watching .*; observing only");
    }

    static long count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }
}
