package io.resetguard.it.telling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.RunningJvm;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code log=app}: each line is on the application's own SLF4J, where it has one, and else on stderr. */
class AppLogIT {
    private static final String JDKS = "io.resetguard.it.support.Jdks#all";
    private static final String APP = "io.resetguard.workload.telling.TellingApp";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** As the event's line begins, on Logback with {@link #CONFIGURATION}. */
    private static final String LOGGED = "WARN resetguard.peer_reset [seven] peer reset time=";

    private static final String CONFIGURATION =
            """
            <configuration>
              <appender name='OUT' class='ch.qos.logback.core.ConsoleAppender'>
                <encoder><pattern>%level %logger [%X{user}] %msg%n</pattern></encoder>
              </appender>
              <root level='INFO'><appender-ref ref='OUT'/></root>
            </configuration>
            """;

    private final Path folder;
    private final ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE));

    AppLogIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String[] arguments(String... steps) {
        List<String> all = new ArrayList<>(List.of("http://127.0.0.1:" + server.port() + "/a?secret=1"));
        all.addAll(Arrays.asList(steps));
        return all.toArray(new String[0]);
    }

    private ForkedJvm jvm(Jdk jdk) throws IOException {
        Path configuration = Files.writeString(folder.resolve("logback.xml"), CONFIGURATION);
        return ForkedJvm.of(jdk).agent().jvm("-Dlogback.configurationFile=" + configuration);
    }

    private static long count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }

    private static void assertLogged(ForkedJvm.Output output, String line) {
        assertEquals(0, output.exitCode(), output.toString());
        assertTrue(count(output.stdout(), line) >= 1, output.toString());
        assertEquals(0, count(output.stderr(), "peer reset time="), output.toString());
        assertEquals(0, count(output.stdout(), "secret"), output.toString());
        assertEquals(0, count(output.stderr(), "a fault of the agent"), output.toString());
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void on_a_flat_class_path_with_slf4j_1_7(Jdk jdk) throws IOException {
        ForkedJvm jvm =
                jvm(jdk).main(Libraries.classPath("logback12"), APP, arguments("slf4j", "mdc", "request", "stdin"));
        assertLogged(endOnceLogged(jvm), LOGGED);
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void with_the_mdc_of_who_called_send_of_http_client(Jdk jdk) throws IOException {
        assumeTrue(jdk.hasHttpClient(), "no java.net.http");
        ForkedJvm jvm =
                jvm(jdk).main(Libraries.classPath("logback12"), APP, arguments("slf4j", "mdc", "httpclient", "stdin"));
        try (var running = jvm.start()) {
            running.awaitLine(line -> line.startsWith(LOGGED), TIMEOUT);
            running.sendLine("quit");
            ForkedJvm.Output output = running.awaitExit(TIMEOUT);
            assertLogged(output, LOGGED);
            assertEquals(1, count(output.stdout(), " caller=io.resetguard.workload.telling.HttpClientRequest.accept:"));
            assertEquals(1, count(output.stdout(), " thread=main "), output.toString());
        }
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void on_a_flat_class_path_with_slf4j_2(Jdk jdk) throws IOException {
        assumeTrue(jdk.feature() >= 11, "Logback 1.5 needs 11");
        ForkedJvm jvm =
                jvm(jdk).main(Libraries.classPath("logback15"), APP, arguments("slf4j", "mdc", "request", "stdin"));
        assertLogged(endOnceLogged(jvm), LOGGED);
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void on_slf4j_simple_whose_own_stderr_line_has_no_prefix_of_ours(Jdk jdk) throws IOException {
        ForkedJvm jvm = jvm(jdk).main(Libraries.classPath("simple"), APP, arguments("slf4j", "request"));
        ForkedJvm.Output output = jvm.run(TIMEOUT);
        assertTrue(count(output.stderr(), "WARN resetguard.peer_reset - peer reset time=") >= 1, output.toString());
        assertEquals(0, count(output.stderr(), "[resetguard] peer reset"), output.toString());
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void a_line_from_before_the_logging_started_waits_for_it(Jdk jdk) throws IOException {
        ForkedJvm jvm = jvm(jdk).main(Libraries.classPath("logback12"), APP, arguments("request", "slf4j", "stdin"));
        try (var running = jvm.start()) {
            running.awaitLine(line -> line.startsWith("WARN resetguard.peer_reset [] peer reset time="), TIMEOUT);
            running.sendLine("quit");
            assertLogged(running.awaitExit(TIMEOUT), "WARN resetguard.peer_reset [] peer reset");
        }
    }

    /** Logback before 1.3 never says of itself that it is started. */
    @ParameterizedTest
    @MethodSource(JDKS)
    void while_the_jvm_goes_down_a_line_is_on_logback(Jdk jdk) throws IOException {
        for (String logback : logbacks(jdk)) {
            ForkedJvm jvm = jvm(jdk).main(
                            Libraries.classPath(logback), APP, arguments("slf4j", "atexit", "mdc", "request", "stdin"));
            assertLogged(endOnceLogged(jvm), LOGGED);
        }
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void while_the_jvm_goes_down_a_line_is_not_on_logback_that_was_stopped(Jdk jdk) throws IOException {
        for (String logback : logbacks(jdk)) {
            ForkedJvm jvm = jvm(jdk).main(
                            Libraries.classPath(logback),
                            APP,
                            arguments("slf4j", "atexit", "stop", "request", "stdin"));
            try (var running = jvm.start()) {
                awaitStderr(running, "[resetguard] peer reset time=", TIMEOUT);
                running.sendLine("quit");
                assertEquals(0, running.awaitExit(TIMEOUT).exitCode());
            }
        }
    }

    private static List<String> logbacks(Jdk jdk) {
        return jdk.feature() < 11 ? List.of("logback12") : List.of("logback12", "logback15");
    }

    private static ForkedJvm.Output endOnceLogged(ForkedJvm jvm) {
        try (var running = jvm.start()) {
            running.awaitLine(line -> line.startsWith(LOGGED), TIMEOUT);
            running.sendLine("quit");
            return running.awaitExit(TIMEOUT);
        }
    }

    private static void awaitStderr(RunningJvm running, String part, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (count(running.stderr(), part) == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(count(running.stderr(), part) >= 1, running.stderr().toString());
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void an_application_that_never_starts_its_logging_gets_it_started_by_nobody(Jdk jdk) throws IOException {
        ForkedJvm jvm =
                jvm(jdk).jvm("-verbose:class").main(Libraries.classPath("logback12"), APP, arguments("request"));
        ForkedJvm.Output output = jvm.run(TIMEOUT);
        assertTrue(count(output.stderr(), "[resetguard] peer reset time=") >= 1, output.toString());
        assertEquals(0, count(output.stdout(), "org.slf4j.LoggerFactory"), "started");
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void without_slf4j_the_line_is_on_stderr_at_once(Jdk jdk) throws IOException {
        ForkedJvm jvm =
                jvm(jdk).main(io.resetguard.it.support.Workload.classPath(), APP, arguments("request", "stdin"));
        try (var running = jvm.start()) {
            running.awaitLine("step request"::equals, TIMEOUT);
            awaitStderr(running, "[resetguard] peer reset time=", Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void in_a_spring_boot_executable_jar_also_from_before_its_logging_is_up(Jdk jdk) throws IOException {
        Path jar = SpringBootJar.build(folder.resolve("app.jar"));
        ForkedJvm early = ForkedJvm.of(jdk).agent().jar(jar, arguments("request", "spring", "stdin"));
        try (var running = early.start()) {
            running.awaitLine(line -> line.contains(" WARN ") && line.contains("outcome=surfaced"), TIMEOUT);
            running.sendLine("quit");
            assertLogged(running.awaitExit(TIMEOUT), "peer reset time=");
        }
        ForkedJvm late = ForkedJvm.of(jdk).agent().jar(jar, arguments("spring", "request", "stdin"));
        try (var running = late.start()) {
            running.awaitLine(line -> line.contains(" WARN ") && line.contains("outcome=surfaced"), TIMEOUT);
            running.sendLine("quit");
            assertLogged(running.awaitExit(TIMEOUT), "peer reset time=");
        }
    }

    @ParameterizedTest
    @MethodSource(JDKS)
    void in_a_web_application_of_tomcat(Jdk jdk) throws IOException {
        Path web = Libraries.webApplication(folder.resolve("web"), "logback12");
        List<String> all = new ArrayList<>(List.of(folder.resolve("tomcat").toString(), web.toString()));
        all.addAll(Arrays.asList(arguments("slf4j", "mdc", "request")));
        ForkedJvm jvm = jvm(jdk).main(
                        Libraries.classPath("tomcat"),
                        "io.resetguard.workload.telling.TomcatHost",
                        all.toArray(new String[0]));
        assertLogged(jvm.run(TIMEOUT), LOGGED);
    }
}
