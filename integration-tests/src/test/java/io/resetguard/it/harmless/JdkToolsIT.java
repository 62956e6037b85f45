package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code JAVA_TOOL_OPTIONS} in a shell or an image reaches the JDK's own tools: they print what they always print. */
class JdkToolsIT {
    private static final Map<String, List<String>> TOOLS = Map.ofEntries(
            Map.entry("keytool", List.of("-list", "-keystore", "none.p12")),
            Map.entry("jcmd", List.of("-h")),
            Map.entry("jps", List.of("-help")),
            Map.entry("jstack", List.of("-help")),
            Map.entry("jstat", List.of("-options")),
            Map.entry("javac", List.of("-version")),
            Map.entry("javap", List.of("-version")),
            Map.entry("jar", List.of("cf", "x.jar", "A.java")),
            Map.entry("jdeps", List.of("-version")),
            Map.entry("jlink", List.of("--version")),
            Map.entry("jpackage", List.of("--version")),
            Map.entry("jfr", List.of("version")),
            Map.entry("jshell", List.of("--version")),
            Map.entry("jwebserver", List.of("--version")),
            Map.entry("rmiregistry", List.of("x")),
            Map.entry("jrunscript", List.of("-q")));

    /** What the launcher answers by itself, without a main class. */
    private static final List<List<String>> QUESTIONS = List.of(
            List.of("-version"),
            List.of("--version"),
            List.of("-help"),
            List.of("-X"),
            List.of("--list-modules"),
            List.of());

    private final Path folder;

    JdkToolsIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("A.java"), "class A {}");
    }

    @TestFactory
    Stream<DynamicTest> print_what_they_always_print() {
        return Programs.oldAndNew().flatMap(jdk -> TOOLS.entrySet().stream()
                .filter(tool -> Files.isExecutable(jdk.home().resolve("bin").resolve(tool.getKey())))
                .map(tool -> DynamicTest.dynamicTest(
                        jdk + ", " + tool.getKey(), () -> same(jdk, tool.getKey(), tool.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> a_launcher_that_runs_no_main_class_prints_what_it_always_prints() {
        return Programs.oldAndNew().flatMap(jdk -> QUESTIONS.stream()
                .map(question -> DynamicTest.dynamicTest(jdk + ", java " + question, () -> {
                    same(jdk, "java", question);
                    assertFalse(Files.exists(folder.resolve("events")));
                })));
    }

    /** It has no main class either, but uses the clients. Here the launcher's own property is taken away from it. */
    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void an_embedded_jvm_is_watched_and_the_agent_speaks_when_a_client_is_used(Jdk jdk) {
        Events events = new Events(folder.resolve("events"));
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            ForkedJvm jvm = ForkedJvm.of(jdk)
                    .agent(events.option(), "mdoe=guard")
                    .environment("_JAVA_OPTIONS", "-Dsun.java.command=");
            assertEquals(List.of(), ours(Programs.program(jvm, "QuietApp", "0").run(Programs.TIMEOUT)));
            assertFalse(Files.exists(folder.resolve("events")));

            ForkedJvm.Output output =
                    Programs.program(jvm, "QuietApp", "0", server.url("/")).run(Programs.TIMEOUT);
            List<String> said = ours(output);
            assertTrue(said.get(0).startsWith("[resetguard] mdoe (agent argument): unknown key"), said::toString);
            assertTrue(Programs.isStart(said.get(1)), said::toString);
            assertEquals(1, Programs.count(said, ": watching "), said::toString);
            assertTrue(Programs.count(said, "] peer reset ") > 0, said::toString);
            List<String> told = events.read().stream().map(EventLine::event).toList();
            assertEquals("agent", told.get(0), told::toString);
            assertTrue(told.contains("peer_reset"), told::toString);
        }
    }

    private static List<String> ours(ForkedJvm.Output output) {
        assertEquals(0, output.exitCode(), output.toString());
        return output.stderr().stream()
                .filter(line -> !line.startsWith("Picked up _JAVA_OPTIONS: "))
                .toList();
    }

    private void same(Jdk jdk, String tool, List<String> arguments) throws Exception {
        if (tool.equals("jshell")) {
            run(jdk, tool, arguments, ""); // the first one of a user makes a folder for preferences, and says so
        }
        List<String> bare = run(jdk, tool, arguments, "");
        List<String> observed =
                run(jdk, tool, arguments, "-javaagent:" + ForkedJvm.agentJar() + "=mdoe=guard,events=events");
        assertTrue(observed.removeIf(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS: ")), observed::toString);
        assertEquals(bare, observed);
    }

    private List<String> run(Jdk jdk, String tool, List<String> arguments, String options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(jdk.home().resolve("bin").resolve(tool).toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.contains("RESETGUARD"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        if (!options.isEmpty()) {
            builder.environment().put("JAVA_TOOL_OPTIONS", options);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        List<String> lines = new ArrayList<>(said.lines().toList());
        lines.add("exit code " + process.exitValue());
        return lines;
    }
}
