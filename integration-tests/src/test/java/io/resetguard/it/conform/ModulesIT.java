package io.resetguard.it.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that is a module, on JDKs that have all modules, and on images that have next to none. */
class ModulesIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @ParameterizedTest
    @MethodSource("io.resetguard.it.support.Jdks#withHttpClient")
    void a_module_that_requires_java_net_http_only(Jdk jdk, @TempDir Path folder) throws Exception {
        assertSame(jdk, StrictApp.compiled(folder), folder);
    }

    /** 25 links without jmods. A 27 from a newer system brings that system's C library, which an image has not. */
    static Stream<Jdk> withImages() {
        return Jdks.only(jdk -> jdk.feature() == 17 || jdk.feature() == 25, "17 or 25");
    }

    /** Nor {@code java.logging}, {@code java.management}, {@code jdk.jfr}, {@code jdk.unsupported}. */
    @ParameterizedTest
    @MethodSource("withImages")
    void an_image_that_has_no_other_modules(Jdk jdk, @TempDir Path folder) throws Exception {
        Path app = StrictApp.compiled(folder);
        Jdk image = StrictApp.image(jdk, folder.resolve("image"), "java.net.http", "java.instrument");
        List<String> lines = assertSame(image, app, folder);
        assertEquals("has ", lines.get(0), "modules of the image");
    }

    /** A JVM takes no {@code -javaagent} without this module, whatever the agent. */
    @ParameterizedTest
    @MethodSource("withImages")
    void an_image_without_java_instrument_starts_with_no_agent(Jdk jdk, @TempDir Path folder) throws Exception {
        Path app = StrictApp.compiled(folder);
        Jdk image = StrictApp.image(jdk, folder.resolve("image"), "java.net.http");
        ForkedJvm.Output output = run(ForkedJvm.of(image).agent(), app, "http://127.0.0.1:9/");
        assertNotEquals(0, output.exitCode(), output::toString);
        assertTrue(output.toString().contains("java.instrument"), output::toString);
    }

    private static List<String> assertSame(Jdk jdk, Path app, Path folder) throws Exception {
        try (AnsweringServer server = AnsweringServer.start()) {
            String url = server.url() + "/strict/";
            ForkedJvm.Output bare = run(ForkedJvm.of(jdk), app, url);
            assertEquals(0, bare.exitCode(), bare::toString);
            assertEquals(List.of(), bare.stderr());
            List<String> received = server.takeReceived();
            for (AgentMode mode : AgentMode.values()) {
                Events events = new Events(folder.resolve(mode + ".jsonl"));
                ForkedJvm.Output watched = run(ForkedJvm.of(jdk).jvm(mode.agent(events)), app, url);
                assertEquals(bare.stdout(), watched.stdout(), mode::toString);
                assertEquals(received, server.takeReceived(), mode::toString);
                assertTrue(
                        watched.stderr().stream().allMatch(line -> line.startsWith("[resetguard] ")),
                        watched::toString);
                assertEquals(
                        List.of("HttpURLConnection", "HttpClient"),
                        events.read().stream()
                                .filter(line -> line.event().equals("peer_reset"))
                                .map(line -> line.text("client").orElse(""))
                                .distinct()
                                .toList());
                NoFault.inWhole(events.read());
            }
            return bare.stdout();
        }
    }

    private static ForkedJvm.Output run(ForkedJvm jvm, Path app, String url) {
        return jvm.module(app, "strict.app/strict.Main", url).run(TIMEOUT);
    }
}
