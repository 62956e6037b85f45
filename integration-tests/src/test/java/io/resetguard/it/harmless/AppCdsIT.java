package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.TIMEOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An archive of the application's classes, made without the agent, is used with it. On 17 and the newest. */
class AppCdsIT {
    private static final String SHARED = "io.resetguard.workload.harmless.QuietApp source: shared objects file (top)";

    @ParameterizedTest
    @MethodSource(Programs.FEW_JDKS)
    void the_archive_made_without_the_agent_is_used(Jdk jdk, @TempDir Path folder) throws Exception {
        assumeTrue(jdk.feature() >= 13, "-XX:ArchiveClassesAtExit came with 13");
        String classPath = Workload.jar(folder.resolve("app.jar")).toString();
        Path archive = folder.resolve("app.jsa");
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESPOND))) {
            ForkedJvm.Output made = jvm(jdk, classPath, server)
                    .jvm("-XX:ArchiveClassesAtExit=" + archive)
                    .run(TIMEOUT);
            assertTrue(Files.exists(archive), made.toString());

            String[] used = {"-XX:SharedArchiveFile=" + archive, "-Xlog:class+load", "-Xlog:cds"};
            ForkedJvm.Output bare = jvm(jdk, classPath, server).jvm(used).run(TIMEOUT);
            assertEquals(1, Programs.count(bare.stdout(), SHARED), bare.toString());
            ForkedJvm.Output observed =
                    jvm(jdk, classPath, server).agent().jvm(used).run(TIMEOUT);
            assertEquals(1, Programs.count(observed.stdout(), SHARED), observed.toString());
            assertEquals(0, observed.exitCode());
            Programs.assertQuiet(observed);
        }
    }

    /** Without verification of boot classes, which no archive is made for. */
    private static ForkedJvm jvm(Jdk jdk, String classPath, ScriptedServer server) {
        return ForkedJvm.of(jdk)
                .jvm("-XX:-BytecodeVerificationLocal")
                .main(classPath, "io.resetguard.workload.harmless.QuietApp", "0", server.url("/"));
    }
}
