package io.resetguard.it.telling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of more resets than can be looked at none is lost from the counts, whatever the log leaves out. */
class StormIT {
    private static final int A_THREAD = 250;
    private static final int THREADS = 4;

    static Stream<Arguments> clients() {
        return Jdks.few().flatMap(jdk -> Stream.of("HttpURLConnection", "HttpClient")
                .filter(client -> jdk.hasHttpClient() || !client.equals("HttpClient"))
                .map(client -> Arguments.of(jdk, client)));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void log_and_summary_count_what_the_server_reset(Jdk jdk, String client) {
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE))) {
            ForkedJvm.Output output = ForkedJvm.of(jdk)
                    .agent("log=stderr")
                    .main(
                            Workload.classPath(),
                            "io.resetguard.workload.harmless.StormApp",
                            client,
                            server.url("/"),
                            "" + A_THREAD)
                    .run(Duration.ofMinutes(2));
            List<String> lines = output.stderr();
            long resets = number(lines, "summary:.* peer_reset=(\\d+)");
            long resends = number(lines, "summary:.* jdk_resend=(\\d+)");
            assertEquals(server.received().size(), resets, "requests that were reset");
            assertEquals(
                    THREADS * A_THREAD, number(lines, "summary:.* surfaced=(\\d+)"), "requests of the application");
            assertEquals(resets - resends, THREADS * A_THREAD);

            long told = lines.stream()
                    .filter(line -> line.matches("\\[resetguard] (peer reset|jdk resend) time=.*"))
                    .count();
            long heldBack = number(lines, "evidence=\"(\\d+) more lines? of this origin");
            assertEquals(resets + resends, told + heldBack, "lines, and those that are counted in place of them");
            assertTrue(number(lines, " not_diagnosed=(\\d+)") > 0, "all of them were looked at");
            assertEquals(resets, causes(lines), "by cause");
        }
    }

    /** The sum of what the pattern's group found. */
    private static long number(List<String> lines, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        long sum = 0;
        for (String line : lines) {
            Matcher found = compiled.matcher(line);
            sum += found.find() ? Long.parseLong(found.group(1)) : 0;
        }
        return sum;
    }

    private static long causes(List<String> lines) {
        String ofOrigin = lines.stream()
                .filter(line -> line.startsWith("[resetguard]   http://"))
                .findFirst()
                .orElseThrow();
        Matcher cause = Pattern.compile(" [a-z_0-9]+=(\\d+)").matcher(ofOrigin);
        long sum = 0;
        while (cause.find()) {
            sum += Long.parseLong(cause.group(1));
        }
        return sum;
    }
}
