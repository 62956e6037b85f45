package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Advice names a flaw of the JDK's where this JDK is seen to have it, and nowhere else. */
class JdkFlawIT {
    private static final String WITH_HTTP_CLIENT = "io.resetguard.it.support.Jdks#withHttpClient";
    private static final int FIRST_THAT_ALWAYS_RESENDS = 26;

    @ParameterizedTest
    @MethodSource(WITH_HTTP_CLIENT)
    void a_jdk_that_fails_what_a_goaway_says_was_not_processed_is_told_so(Jdk jdk, @TempDir Path folder) {
        EventLine end = endOf(jdk, folder, Http2Effect.GOAWAY.step());
        assertEquals("h2_graceful_close", end.cause());
        assertEquals(end.outcome().equals("surfaced"), advises(end, "JDK-8335181"), end::toString);
    }

    @ParameterizedTest
    @MethodSource(WITH_HTTP_CLIENT)
    void a_jdk_that_takes_later_failures_for_refusals_too_is_told_so(Jdk jdk, @TempDir Path folder) {
        EventLine end = endOf(jdk, folder, Http2Effect.RST_STREAM.step(Http2Step.REFUSED_STREAM));
        assertEquals(jdk.feature() >= FIRST_THAT_ALWAYS_RESENDS, advises(end, "jdk-resend=block"), end::toString);
    }

    private static EventLine endOf(Jdk jdk, Path folder, Http2Step ending) {
        Events events = new Events(folder.resolve("events.jsonl"));
        ForkedJvm jvm = ForkedJvm.of(jdk).agent(events.option(), "log=off");
        Http2Step ok = Http2Effect.RESPOND.step();
        try (Http2ScriptedServer server = Http2ScriptedServer.startTls(ok, ending, ok);
                Workload workload = Workload.start(jvm, Client.HTTP_CLIENT)) {
            Request post = Request.of("POST").with("url", server.url("/")).with("version", "2");
            workload.send(post);
            workload.send(post);
            workload.quit();
        }
        return events.read().stream()
                .filter(event -> event.event().equals("peer_reset"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean advises(EventLine end, String words) {
        return end.list("advice").stream().anyMatch(sentence -> sentence.contains(words));
    }
}
