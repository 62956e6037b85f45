package io.resetguard.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An agent with a Byte Buddy of another version, not relocated, on the class path as with Mockito: it changes classes that
 * our hooks are in, and both do their work once for each call. On one JDK, 17 where it is there.
 */
class OtherByteBuddyIT {
    private static final String[] OURS = {"log=off", "summary=false"};

    @ParameterizedTest
    @CsvSource({"UrlConnection, true", "UrlConnection, false", "HttpClient, true", "HttpClient, false"})
    void both_do_their_work(String client, boolean weAreFirst, @TempDir Path folder) {
        Events events = new Events(folder.resolve("events.jsonl"));
        String installer = "-javaagent:" + Library.built("lib").resolve("byte-buddy-agent-1.12.23.jar");
        Jdk jdk = Jdks.few().toList().get(0);
        // Else it leaves the classes of JDKs after 20 alone, which it does not know.
        String brave = "-Dnet.bytebuddy.experimental=true";
        List<String> alone = send(ForkedJvm.of(jdk).jvm(brave, installer), client);
        ForkedJvm jvm = ForkedJvm.of(jdk).jvm(brave);
        if (weAreFirst) {
            jvm.agent(events.option(), OURS[0], OURS[1]).jvm(installer);
        } else {
            jvm.jvm(installer).agent(events.option(), OURS[0], OURS[1]);
        }
        assertEquals(alone, send(jvm, client));
        List<EventLine> told = events.read();
        NoFault.inWhole(told);
        assertEquals(
                1,
                told.stream()
                        .filter(event -> event.event().equals("truncated_body"))
                        .count(),
                told::toString);
    }

    /** What three answers say of how often the method was called so far; the last body is cut. */
    private static List<String> send(ForkedJvm jvm, String client) {
        try (Workload workload = Library.start(jvm, "ByteBuddy" + client);
                ScriptedServer healthy = ScriptedServer.start(Script.requests(SocketEffect.RESPOND));
                ScriptedServer cut = ScriptedServer.start(Script.requests(SocketEffect.RESET_IN_BODY))) {
            Request get = Request.of("GET").with("url", healthy.url("/"));
            Result first = workload.send(get);
            Result second = workload.send(get);
            assertNotEquals(first.sha(), second.sha(), "it counts");
            String failure = workload.send(get.with("url", cut.url("/"))).brief();
            assertEquals(0, workload.quit().exitCode());
            return List.of(first.sha(), second.sha(), failure);
        }
    }
}
