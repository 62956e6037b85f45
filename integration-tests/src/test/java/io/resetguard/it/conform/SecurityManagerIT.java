package io.resetguard.it.conform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Under a security manager, which JDK 8 and 11 have without a warning. */
class SecurityManagerIT {
    private static final String URL_CONNECTION = "UrlConnectionConformance";
    private static final String HTTP_CLIENT = "HttpClientConformance";

    private static final String NOT_STARTED =
            "could not start, so nothing is watched; the application is not affected: ";

    private static final String NOT_WATCHED = " is not watched: java.security.AccessControlException: ";

    private static final String ALL = "  permission java.security.AllPermission;\n";

    /** What it takes to send requests, and to print what they come to. */
    private static final String SENDING =
            """
              permission java.net.SocketPermission "*", "connect,resolve,accept";
              permission java.net.URLPermission "http:*", "*:*";
              permission java.net.URLPermission "https:*", "*:*";
            """;

    static Stream<Jdk> withSecurityManager() {
        return Jdks.only(jdk -> jdk.feature() < 17, "older than 17");
    }

    @ParameterizedTest
    @MethodSource("withSecurityManager")
    void an_agent_that_the_policy_does_not_know_does_nothing(Jdk jdk, @TempDir Path folder) throws Exception {
        String[] policy = policy(folder, granted(application(), ALL));
        assertNotWatched(jdk, folder, policy, URL_CONNECTION, NOT_STARTED);
        if (jdk.hasHttpClient()) {
            assertNotWatched(jdk, folder, policy, HTTP_CLIENT, NOT_STARTED);
        }
    }

    @ParameterizedTest
    @MethodSource("withSecurityManager")
    void nor_does_one_under_the_default_policy(Jdk jdk, @TempDir Path folder) throws Exception {
        String[] security = {"-Djava.security.manager"};
        assertNotWatched(jdk, folder, security, URL_CONNECTION, NOT_STARTED);
    }

    /** Hooks are installed, and called, below the application. */
    @ParameterizedTest
    @MethodSource("withSecurityManager")
    void nor_where_the_application_may_only_send_requests(Jdk jdk, @TempDir Path folder) throws Exception {
        String[] policy = policy(folder, granted(application(), SENDING) + granted(agent(), ALL));
        assertNotWatched(jdk, folder, policy, URL_CONNECTION, NOT_WATCHED);
    }

    @ParameterizedTest
    @MethodSource("withSecurityManager")
    void where_both_may_everything_it_watches_http_url_connection(Jdk jdk, @TempDir Path folder) throws Exception {
        String[] policy = policy(folder, granted(application(), ALL) + granted(agent(), ALL));
        try (Peers peers = new Peers()) {
            ConformanceRun bare = ConformanceRun.of(jdk, peers, folder, URL_CONNECTION, policy);
            for (AgentMode mode : AgentMode.values()) {
                Events events = new Events(folder.resolve(mode + ".jsonl"));
                ConformanceRun watched = run(jdk, peers, folder, URL_CONNECTION, policy, mode.agent(events));
                bare.assertSame(watched, mode);
                assertTrue(isWatched(events), () -> "no request was seen: " + watched.told());
                NoFault.inWhole(events.read());
            }
        }
    }

    /** The JDK gives this client's threads no permissions at all. */
    @ParameterizedTest
    @MethodSource("withSecurityManager")
    void but_not_http_client(Jdk jdk, @TempDir Path folder) throws Exception {
        if (jdk.hasHttpClient()) {
            String[] policy = policy(folder, granted(application(), ALL) + granted(agent(), ALL));
            assertNotWatched(jdk, folder, policy, HTTP_CLIENT, NOT_WATCHED);
        }
    }

    private static void assertNotWatched(Jdk jdk, Path folder, String[] security, String program, String reason)
            throws IOException, InterruptedException {
        try (Peers peers = new Peers()) {
            ConformanceRun bare = ConformanceRun.of(jdk, peers, folder, program, security);
            for (AgentMode mode : AgentMode.values()) {
                Events events = new Events(folder.resolve(program + mode + ".jsonl"));
                ConformanceRun refused = run(jdk, peers, folder, program, security, mode.agent(events));
                bare.assertSame(refused, mode);
                assertTrue(refused.told().stream().anyMatch(line -> line.contains(reason)), refused.told()::toString);
                assertFalse(isWatched(events), () -> "a request was seen: " + events.read());
            }
        }
    }

    private static boolean isWatched(Events events) {
        return events.read().stream().anyMatch(line -> line.event().equals("origin"));
    }

    private static ConformanceRun run(
            Jdk jdk, Peers peers, Path folder, String program, String[] security, String agent)
            throws IOException, InterruptedException {
        String[] both = Arrays.copyOf(security, security.length + 1);
        both[security.length] = agent;
        return ConformanceRun.of(jdk, peers, folder, program, both);
    }

    private static String[] policy(Path folder, String grants) throws IOException {
        Path file = Files.writeString(folder.resolve("app.policy"), grants);
        return new String[] {"-Djava.security.manager", "-Djava.security.policy==" + file};
    }

    private static Stream<String> application() {
        return Stream.of(Workload.classPath().split(File.pathSeparator))
                .map(path -> Path.of(path).toAbsolutePath() + "/-");
    }

    private static Stream<String> agent() {
        return Stream.of(ForkedJvm.agentJar().toString());
    }

    private static String granted(Stream<String> code, String permissions) {
        return code.map(path -> "grant codeBase \"file:" + path + "\" {\n" + permissions + "};\n")
                .collect(Collectors.joining());
    }
}
