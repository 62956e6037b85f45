package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fact is known on every JDK, and true. */
class KnownFactsIT {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final ServerStep ANSWER = SocketEffect.RESPOND.step().announcing(7, 50);
    private static final Set<String> ALWAYS = Set.of(
            "time event agent_version pid thread id exchange_id client caller method url origin trace_id protocol tls local remote connection_id connection_age_ms connection_reused connection_requests idle_ms client_idle_limit_ms phase bytes_sent bytes_received elapsed_ms since_last_write_ms signal error cause confidence evidence advice sends outcome"
                    .split(" "));
    private static final Set<String> OF_HTTP2 = Set.of("h2_stream_id", "exchanges");
    /** Before 20 the JDK had no idle limit for it. */
    private static final Set<String> NOT_OF_HTTP2 =
            Set.of("client_idle_limit_ms", "keep_alive_timeout_s", "keep_alive_max");

    @TestFactory
    Stream<DynamicNode> facts(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> facts(jdk, client, directory)));
    }

    private static DynamicNode facts(Jdk jdk, Client client, Path directory) {
        Events events = new Events(directory.resolve(jdk.feature() + "-" + client.label() + ".jsonl"));
        ForkedJvm jvm = ForkedJvm.of(jdk).agent(events.option(), "log=off", "summary=false");
        Stream<DynamicNode> http1 = Stream.of(false, true)
                .map(tls -> dynamicTest(tls ? "https" : "http", () -> {
                    try (Workload workload = Workload.start(jvm, client)) {
                        overHttp1(client, tls, workload, events);
                    }
                }));
        Stream<DynamicNode> http2 = Stream.of(dynamicTest("h2", () -> {
            try (Workload workload = Workload.start(jvm, client)) {
                overHttp2(workload, events);
            }
        }));
        return dynamicContainer(
                jdk + ", " + client.label(), client == Client.HTTP_CLIENT ? Stream.concat(http1, http2) : http1);
    }

    /** A request that is answered, and one that is reset: fresh, then reused. */
    private static void overHttp1(Client client, boolean tls, Workload workload, Events events) {
        SocketEffect reset = SocketEffect.RESET_BEFORE_RESPONSE;
        try (ScriptedServer fresh = server(tls, reset.step());
                ScriptedServer reused = server(tls, ANSWER, reset.step())) {
            String scheme = tls ? "https" : "http";
            workload.send(post(client, fresh.url("/" + scheme + "-fresh?secret=1")));
            workload.send(Request.of("GET").with("url", reused.url("/" + scheme + "-warm-up")));
            workload.send(post(client, reused.url("/" + scheme + "-reused?secret=1")));
            EventLine first = told(events, "/" + scheme + "-fresh");
            EventLine second = told(events, "/" + scheme + "-reused");
            assertAll(
                    () -> common(client, tls, workload, fresh.port(), first),
                    () -> common(client, tls, workload, reused.port(), second),
                    () -> assertEquals("false 1 0.0", use(first), first::toString),
                    () -> assertTrue(use(second).matches("true 2 \\d+\\.\\d+"), second::toString),
                    () -> assertTrue(
                            second.decimal("connection_age_ms").orElse(-1)
                                    >= second.idleMillis().orElse(0),
                            second::toString),
                    () -> assertNotEquals(first.text("connection_id"), second.text("connection_id")),
                    () -> assertNotEquals(first.exchangeId(), second.exchangeId()),
                    () -> assertEquals(7, second.number("keep_alive_timeout_s").orElse(-1), second::toString),
                    () -> assertEquals(50, second.number("keep_alive_max").orElse(-1), second::toString),
                    () -> assertEquals("http/1.1", first.text("protocol").orElse("")),
                    () -> assertTrue(first.number("bytes_sent").orElse(-1) > 100, first::toString),
                    () -> assertEquals(0, first.number("bytes_received").orElse(-1), first::toString));
        }
    }

    private static void overHttp2(Workload workload, Events events) {
        try (Http2ScriptedServer server =
                Http2ScriptedServer.startTls(Http2Effect.RESPOND.step(), Http2Effect.RESET.step())) {
            workload.send(Request.of("GET").with("url", server.url("/warm-up")).with("version", "2"));
            workload.send(post(Client.HTTP_CLIENT, server.url("/h2")).with("version", "2"));
            EventLine told = told(events, "/h2");
            Set<String> expected = new TreeSet<>(ALWAYS);
            expected.addAll(OF_HTTP2);
            expected.removeAll(NOT_OF_HTTP2);
            expected.removeAll(told.keys());
            assertAll(
                    told.toString(),
                    () -> assertEquals(Set.of(), expected, "not known"),
                    () -> assertEquals("h2", told.text("protocol").orElse("")),
                    () -> assertEquals("3", told.text("h2_stream_id").orElse("")),
                    () -> assertTrue(told.number("bytes_sent").orElse(-1) > 30, "head and trace header"),
                    () -> assertCaller(Client.HTTP_CLIENT, told),
                    () -> assertEquals("1", told.text("exchanges").orElse("")),
                    () -> assertTrue(use(told).matches("true 2 \\d+\\.\\d+")));
        }
    }

    /** The application may be quicker than who tells: it is told before the application has the failure. */
    @ParameterizedTest
    @MethodSource("io.resetguard.it.support.Jdks#withHttpClient")
    void a_cut_response_names_its_caller_however_soon_that_goes_on(Jdk jdk, @TempDir Path directory) {
        Events events = new Events(directory.resolve("cut.jsonl"));
        ForkedJvm jvm = ForkedJvm.of(jdk).agent(events.option(), "log=off");
        int requests = 20;
        try (Workload workload = Workload.start(jvm, Client.HTTP_CLIENT);
                ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_IN_BODY))) {
            for (int i = 0; i < requests; i++) {
                assertTrue(
                        workload.send(Request.of("GET").with("url", server.url("/" + i)))
                                .failed(),
                        "cut");
            }
            workload.quit();
        }
        List<EventLine> cut = events.read().stream()
                .filter(line -> line.event().equals("truncated_body"))
                .toList();
        assertEquals(requests, cut.size());
        cut.forEach(line -> assertCaller(Client.HTTP_CLIENT, line));
    }

    private static void common(Client client, boolean tls, Workload workload, int port, EventLine told) {
        Set<String> missing = new TreeSet<>(ALWAYS);
        missing.removeAll(told.keys());
        assertAll(
                told.toString(),
                () -> assertEquals(Set.of(), missing, "not known"),
                () -> assertEquals(client.label(), told.text("client").orElse("")),
                () -> assertCaller(client, told),
                () -> assertEquals(workload.jvm().pid(), told.number("pid").orElse(-1)),
                () -> assertEquals("" + tls, told.text("tls").orElse("")),
                () -> assertEquals("127.0.0.1:" + port, told.text("remote").orElse("")),
                () -> assertTrue(told.text("local").orElse("").matches("127\\.0\\.0\\.1:\\d+")),
                () -> assertTrue(told.origin().endsWith("127.0.0.1:" + port)),
                () -> assertEquals(TRACE_ID, told.text("trace_id").orElse("")),
                () -> assertEquals("POST", told.text("method").orElse("")),
                () -> assertEquals("await_response", told.phase()),
                () -> assertEquals("rst", told.signal()),
                () -> assertEquals("surfaced", told.outcome()),
                () -> assertEquals(1, told.sends().orElse(-1)),
                () -> assertTrue(told.decimal("elapsed_ms").orElse(-1) > 0),
                () -> assertTrue(told.decimal("connection_age_ms").orElse(-1) > 0),
                () -> assertTrue(!told.toString().contains("secret"), "the query is hidden"));
    }

    private static void assertCaller(Client client, EventLine told) {
        String caller = told.text("caller").orElse("");
        assertTrue(caller.startsWith(client.workload() + "."), caller);
        assertTrue(told.text("thread").orElse("").startsWith("request"), told::toString);
    }

    private static String use(EventLine told) {
        return told.connectionReused().map(String::valueOf).orElse("?") + " "
                + told.text("connection_requests").orElse("?") + " "
                + told.text("idle_ms").orElse("?");
    }

    private static EventLine told(Events events, String path) {
        return events.awaitEvent(
                line -> line.event().equals("peer_reset") && line.url().contains(path));
    }

    private static ScriptedServer server(boolean tls, ServerStep... steps) {
        Script script = Script.requests(steps);
        return tls ? ScriptedServer.startTls(script) : ScriptedServer.start(script);
    }

    /** One that the JDK does not send again. */
    private static Request post(Client client, String url) {
        Request request = Request.of("POST")
                .with("url", url)
                .with("headers", "traceparent:00-" + TRACE_ID + "-00f067aa0ba902b7-01");
        return client == Client.HTTP_CLIENT ? request : request.with("streaming", "fixed");
    }
}
