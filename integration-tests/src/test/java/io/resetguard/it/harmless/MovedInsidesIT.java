package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On a JDK where the methods that tell of failures are called otherwise than on any that the agent knows, a reset is
 * still told, from the exception that the application gets; the application notices nothing.
 */
class MovedInsidesIT {
    private static final Request POST = Request.of("POST");

    private final Path folder;

    MovedInsidesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @MethodSource(Programs.ALL_JDKS)
    void http_url_connection(Jdk jdk) throws Exception {
        MovedInsides moved = new MovedInsides(
                jdk,
                "java.base",
                "sun/net/www/protocol/http",
                Set.of("getInputStream0", "getOutputStream0", "plainConnect0", "writeRequests"));
        Request streamed = POST.with("streaming", "chunked"); // what is buffered the JDK would send again
        told(jdk, moved, Client.HTTP_URL_CONNECTION, List.of(streamed), "HttpURLConnection.getInputStream0");
    }

    @ParameterizedTest
    @MethodSource(Programs.MODERN_JDKS)
    void http_client(Jdk jdk) throws Exception {
        MovedInsides moved = new MovedInsides(
                jdk,
                "java.net.http",
                "jdk/internal/net/http",
                Set.of("getExceptionalCF", "checkRetryEligible", "registerStream"));
        String lost = jdk.feature() <= 25 ? "MultiExchange.getExceptionalCF" : "MultiExchange.checkRetryEligible";
        told(jdk, moved, Client.HTTP_CLIENT, List.of(POST, POST.with("mode", "async")), lost);
    }

    private void told(Jdk jdk, MovedInsides moved, Client client, List<Request> requests, String lost)
            throws Exception {
        Events events = new Events(folder.resolve("events"));
        ForkedJvm jvm = moved.in(ForkedJvm.of(jdk).agent("log=off", events.option()), folder);
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE.step()));
                Workload workload = Workload.start(jvm, client)) {
            for (Request request : requests) {
                assertTrue(workload.send(request.with("url", server.url("/"))).failed());
            }
            ForkedJvm.Output output = workload.quit();
            assertTrue(
                    output.stderr().stream().anyMatch(line -> line.contains("has no ") && line.contains(lost)),
                    output::toString);
            assertEquals(0, Programs.count(output.stderr(), "a fault of the agent"), output::toString);
            assertEquals(requests.size(), server.received().size());
            List<EventLine> resets = events.read().stream()
                    .filter(e -> e.event().equals("peer_reset"))
                    .toList();
            assertEquals(requests.size(), resets.size(), resets::toString);
            for (EventLine reset : resets) {
                assertEquals("POST", reset.text("method").orElse(""));
                assertEquals("rst", reset.signal(), reset::toString);
                assertEquals("surfaced", reset.outcome());
            }
        }
        alike(jdk, moved, client);
        notRetried(jdk, moved, client);
        notPrevented(jdk, moved, client);
    }

    /** Whether a connection is fit rests on all that was seen of it: the JDK uses it as it likes, and a line says so. */
    private void notPrevented(Jdk jdk, MovedInsides moved, Client client) throws Exception {
        ForkedJvm jvm = moved.in(ForkedJvm.of(jdk).agent("log=off", "prevent=on", "prevent.max-idle=0s"), folder);
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESPOND.step()));
                Workload workload = Workload.start(jvm, client)) {
            Request get = Request.of("GET").with("url", server.url("/"));
            assertEquals("200/100", workload.send(get).brief());
            assertEquals("200/100", workload.send(get).brief());
            ForkedJvm.Output output = workload.quit();
            assertEquals(1, Programs.count(output.stderr(), "prevent is off for " + client.label()), output::toString);
            assertEquals(1, server.connections());
        }
    }

    /** With half of the hooks nothing is proven, so nothing is sent again, and the application learns why. */
    private void notRetried(Jdk jdk, MovedInsides moved, Client client) throws Exception {
        Events events = new Events(folder.resolve("retry"));
        ForkedJvm jvm = moved.in(
                ForkedJvm.of(jdk).agent("log=off", "retry=idempotent", "retry.fresh=true", events.option()), folder);
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_BEFORE_RESPONSE.step()));
                Workload workload = Workload.start(jvm, client)) {
            Request get = Request.of("GET").with("url", server.url("/"));
            assertTrue(workload.send(get).failed());
            workload.quit();
            int alone = server.received().size();
            assertTrue(alone == 2 || (jdk.feature() > 25 && alone <= 5), "as often as the JDK sends it: " + alone);
            EventLine why = events.awaitEvent(event -> event.event().equals("retry_suppressed"));
            assertEquals("facts_missing", why.text("reason").orElse(""), why::toString);
        }
    }

    /** The same scenes with and without the agent, on the changed JDK. */
    private void alike(Jdk jdk, MovedInsides moved, Client client) throws Exception {
        try (Workload bare = Workload.start(moved.in(ForkedJvm.of(jdk), folder), client);
                Workload observed = Workload.start(moved.in(ForkedJvm.of(jdk).agent("log=off"), folder), client)) {
            assertEquals(FaultScenes.play(bare, client), FaultScenes.play(observed, client));
        }
    }
}
