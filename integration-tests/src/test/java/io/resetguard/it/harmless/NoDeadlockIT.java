package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the application waits for something that could wait for the agent: it ends as it does without. */
class NoDeadlockIT {
    /** Far more than any of them takes; a deadlock takes for ever. */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private static final String NET_LOADER = "io.resetguard.workload.harmless.NetLoader";

    /** With the exit code; that of an exit from a hook is a race of the JVM with itself. */
    private static final Map<String, String> SCENES = Map.of(
            "exit-in-hook", "0|3",
            "request-in-hook", "0",
            "exit-in-request", "4",
            "exit-while-told", "5",
            "stderr-asks", "0",
            "both-at-once", "0");

    @TestFactory
    Stream<DynamicTest> scenes() {
        return Programs.oldAndNew().flatMap(jdk -> SCENES.entrySet().stream()
                .map(scene -> DynamicTest.dynamicTest(
                        jdk + ", " + scene.getKey(), () -> check(jdk, scene.getKey(), scene.getValue()))));
    }

    private static void check(Jdk jdk, String scene, String exitCode) {
        // A response for exit-in-request, so that there is a callback to end the JVM in.
        SocketEffect effect =
                scene.equals("exit-in-request") ? SocketEffect.RESPOND : SocketEffect.RESET_BEFORE_RESPONSE;
        try (ScriptedServer server = ScriptedServer.start(Script.requests(effect))) {
            ForkedJvm.Output output = program(ForkedJvm.of(jdk).agent(), "DeadlockApp", server.url("/"), scene)
                    .run(TIMEOUT);
            assertTrue(Integer.toString(output.exitCode()).matches(exitCode), output.toString());
            Programs.assertOnlyOurLines(output);
            boolean hasOtherStderr = scene.equals("exit-while-told") || scene.equals("stderr-asks");
            boolean told = Programs.count(output.stderr(), "[resetguard] peer reset time=") >= 1;
            assertTrue(hasOtherStderr || told || scene.equals("exit-in-request"), output.toString());
            if (scene.equals("stderr-asks")) {
                assertTrue(server.received().size() < 100, "its own appender's resets make lines for ever");
            }
        }
    }

    /** The hooks are installed while a class is being loaded, under the loader's lock. */
    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void the_first_use_is_inside_a_class_loader(Jdk jdk) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESPOND))) {
            String url = "-Dnetloader.url=" + server.url("/");
            ForkedJvm own = ForkedJvm.of(jdk).agent().jvm(url);
            ForkedJvm.Output output = program(own, "NetLoader", "own").run(TIMEOUT);
            Programs.assertQuiet(output);
            assertEquals(
                    "loaded by " + NET_LOADER,
                    output.stdout().get(output.stdout().size() - 1));

            ForkedJvm system =
                    ForkedJvm.of(jdk).agent().jvm(url, "-Djava.system.class.loader=" + NET_LOADER, "-Xshare:off");
            ForkedJvm.Output ofSystem = program(system, "NetLoader").run(TIMEOUT);
            assertEquals(
                    "loaded by " + NET_LOADER,
                    ofSystem.stdout().get(ofSystem.stdout().size() - 1));
            Programs.assertOnlyOurLines(ofSystem);
        }
    }
}
