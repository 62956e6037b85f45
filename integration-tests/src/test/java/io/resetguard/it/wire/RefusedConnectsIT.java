package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who is refused while an old connection is still there has seen a server go away; refused before, it says nothing. */
class RefusedConnectsIT {
    private static final Request POST = Request.of("POST").with("streaming", "fixed");
    private static final String REFUSED = "while this one was open: nobody listened there";

    @TestFactory
    Stream<DynamicTest> a_server_that_stops_listening_before_it_ends_what_it_has(@TempDir Path folder) {
        return each(folder, (jvm, client, events) -> {
            List<EventLine> ends = underWay(jvm, client, events, true);
            assertEquals("server_restart", ends.get(0).cause(), ends::toString);
            assertTrue(evidence(ends.get(0)).contains(REFUSED), ends::toString);
        });
    }

    @TestFactory
    Stream<DynamicTest> without_anybody_refused_it_is_not_known(@TempDir Path folder) {
        return each(folder, (jvm, client, events) -> {
            List<EventLine> ends = underWay(jvm, client, events, false);
            assertEquals("closed_before_response", ends.get(0).cause(), ends::toString);
        });
    }

    /** Of two idle connections the check before a streamed POST finds one closed; the other is met later. */
    @TestFactory
    Stream<DynamicTest> what_was_idle_in_the_pool_while_the_server_was_away(@TempDir Path folder) {
        return each(folder, (jvm, client, events) -> {
            if (client == Client.HTTP_CLIENT) {
                return; // it sees idle connections end as they do
            }
            ScriptedServer before =
                    ScriptedServer.start(request -> SocketEffect.RESPOND.step().after(100));
            try (Workload workload = Workload.start(jvm, client)) {
                workload.sendParallel(Request.of("GET").with("url", before.url("/")), 2);
                before.close();
                assertTrue(workload.send(POST.with("url", before.url("/"))).failed(), "refused");
                try (ScriptedServer after = before.again()) {
                    workload.send(Request.of("PUT").with("streaming", "fixed").with("url", after.url("/")));
                    workload.quit();
                }
            }
            List<EventLine> ends = resets(events);
            assertEquals(1, ends.size(), ends::toString);
            assertEquals("server_restart", ends.get(0).cause(), ends::toString);
            assertTrue(evidence(ends.get(0)).contains(REFUSED), ends::toString);
        });
    }

    /** As of an application that was up before its server. */
    @TestFactory
    Stream<DynamicTest> refused_before_the_connection_was_opened_it_says_nothing_of_it(@TempDir Path folder) {
        return each(folder, (jvm, client, events) -> {
            ScriptedServer away =
                    ScriptedServer.start(request -> SocketEffect.RESPOND.step().withHeader("Connection: close"));
            try (Workload workload = Workload.start(jvm, client)) {
                workload.send(POST.with("url", away.url("/")));
                away.close();
                assertTrue(workload.send(POST.with("url", away.url("/"))).failed(), "refused");
                try (Listener listener = new Listener(away.port())) {
                    int id = workload.start(POST.with("url", away.url("/")));
                    listener.takeRequest();
                    listener.end();
                    workload.await(id);
                }
                workload.quit();
            }
            List<EventLine> ends = resets(events);
            assertNotEquals("server_restart", ends.get(ends.size() - 1).cause(), ends::toString);
        });
    }

    /** A request waits; the listener is closed, and another request may find that out; then the first one is ended. */
    private static List<EventLine> underWay(ForkedJvm jvm, Client client, Events events, boolean another)
            throws IOException {
        try (Listener listener = new Listener(0);
                Workload workload = Workload.start(jvm, client)) {
            Request post = POST.with("url", "http://127.0.0.1:" + listener.port() + "/");
            int id = workload.start(post);
            listener.takeRequest();
            listener.stopListening();
            if (another) {
                assertTrue(workload.send(post).failed(), "refused");
            }
            listener.end();
            workload.await(id);
            workload.quit();
        }
        return resets(events);
    }

    /** A server with one connection, which outlives its listener. */
    private static final class Listener implements AutoCloseable {
        private final ServerSocket listener;
        private Socket connection = new Socket();

        Listener(int port) throws IOException {
            listener = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        }

        int port() {
            return listener.getLocalPort();
        }

        void takeRequest() throws IOException {
            connection = listener.accept();
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
        }

        void stopListening() throws IOException {
            listener.close();
        }

        void end() throws IOException {
            connection.close();
        }

        @Override
        public void close() throws IOException {
            connection.close();
            listener.close();
        }
    }

    private static String evidence(EventLine end) {
        return String.join("; ", end.list("evidence"));
    }

    private static List<EventLine> resets(Events events) {
        return events.read().stream()
                .filter(event -> event.event().equals("peer_reset"))
                .toList();
    }

    @FunctionalInterface
    private interface Check {
        void run(ForkedJvm jvm, Client client, Events events) throws Exception;
    }

    private static Stream<DynamicTest> each(Path folder, Check check) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> DynamicTest.dynamicTest(
                        jdk + ", " + client.label(),
                        () -> check.run(jvm(jdk, folder, client), client, events(jdk, folder, client)))));
    }

    private static ForkedJvm jvm(Jdk jdk, Path folder, Client client) {
        return ForkedJvm.of(jdk).agent(events(jdk, folder, client).option(), "log=off");
    }

    private static Events events(Jdk jdk, Path folder, Client client) {
        return new Events(folder.resolve(jdk.feature() + client.label() + ".jsonl"));
    }
}
