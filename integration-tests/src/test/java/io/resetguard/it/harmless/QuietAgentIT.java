package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.TIMEOUT;
import static io.resetguard.it.harmless.Programs.assertQuiet;
import static io.resetguard.it.harmless.Programs.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No reset, no sign of the agent but its line at start: neither from it nor from the JVM about it. */
class QuietAgentIT {
    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void an_application_without_a_reset_shows_the_start_line_only(Jdk jdk) {
        try (ScriptedServer http = ScriptedServer.start(Script.requests(SocketEffect.RESPOND));
                ScriptedServer https = ScriptedServer.startTls(Script.requests(SocketEffect.RESPOND))) {
            assertQuiet(Programs.runBoth(jdk, "QuietApp", "3", http.url("/"), https.url("/")));
        }
    }

    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void an_application_without_http_too(Jdk jdk) {
        assertQuiet(Programs.runBoth(jdk, "QuietApp", "7"));
    }

    /** A transformer that stays costs every class that is loaded from then on. */
    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void no_transformer_stays_registered(Jdk jdk) {
        try (ScriptedServer http = ScriptedServer.start(Script.requests(SocketEffect.RESPOND))) {
            ForkedJvm jvm = ForkedJvm.of(jdk).agent().jvm(opened(jdk));
            ForkedJvm.Output output =
                    program(jvm, "TransformersApp", http.url("/")).run(TIMEOUT);
            assertEquals(List.of("transformers before: 0", "status 200", "transformers after: 0"), output.stdout());
            assertQuiet(output);
        }
    }

    private static String[] opened(Jdk jdk) {
        return jdk.feature() == 8
                ? new String[0]
                : new String[] {"--add-opens", "java.instrument/sun.instrument=ALL-UNNAMED"};
    }

    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void switched_off_it_changes_no_class(Jdk jdk) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            ForkedJvm jvm = ForkedJvm.of(jdk).agent("enabled=false").jvm("-verbose:class");
            ForkedJvm.Output output =
                    program(jvm, "QuietApp", "0", server.url("/")).run(TIMEOUT);
            assertEquals(0, Programs.count(output.stdout(), "io.resetguard.bootstrap"), "the bridge is there");
            assertEquals(0, Programs.count(output.stdout(), "net.bytebuddy"), "something was rewritten");
            assertEquals(1, output.stderr().size(), output.stderr()::toString);
            assertTrue(output.stderr().get(0).endsWith("enabled=false, nothing is watched"), output.stderr()::toString);
        }
    }

    /** What reads the file system at start finds it closed. */
    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void no_place_to_write_to(Jdk jdk, @TempDir Path folder) throws Exception {
        Path noSuch = folder.resolve("no-such-folder");
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        assertTrue(readOnly.toFile().setWritable(false));
        // Nothing is read-only to root but what the kernel itself keeps.
        boolean root = System.getProperty("user.name", "").equals("root");
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            for (Path temp : List.of(noSuch, root ? Path.of("/proc/self") : readOnly)) {
                ForkedJvm jvm = ForkedJvm.of(jdk).agent().jvm("-Djava.io.tmpdir=" + temp, "-Duser.dir=" + temp);
                ForkedJvm.Output output =
                        program(jvm, "QuietApp", "0", server.url("/")).run(TIMEOUT);
                assertEquals(0, output.exitCode(), output.toString());
                assertTrue(Programs.count(output.stderr(), "[resetguard] peer reset time=") >= 1, output.toString());
                // From 26 on the JVM itself warns of a java.io.tmpdir that is not there.
                assertEquals(
                        0,
                        output.stderr().stream()
                                .filter(line -> !line.startsWith("[resetguard] ")
                                        && !line.startsWith("WARNING: java.io.tmpdir"))
                                .count(),
                        output.toString());
                Programs.assertNoFault(output);
            }
        }
    }
}
