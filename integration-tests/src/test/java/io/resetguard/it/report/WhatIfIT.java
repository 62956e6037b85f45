package io.resetguard.it.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.resetguard.it.support.Client;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the report says that a setting would have avoided, it avoids: the same requests again, with the setting. */
class WhatIfIT {
    /** After so long the server resets what it gets on an idle connection. */
    private static final int LIMIT_MILLIS = 700;

    /**
     * More than a second from one failure to the next: what ends within one could be a restart. And those that fail within
     * a quarter: so they agree on one limit.
     */
    private static final int[] IDLE_MILLIS = {20, 300, 1_000, 200, 1_150};

    private static final int REQUESTS = 25;

    @TestFactory
    Stream<DynamicTest> each_setting_of_the_agents_avoids_what_was_said(@TempDir Path folder) {
        return Jdks.few().flatMap(jdk -> Stream.of(Client.values())
                .map(client -> DynamicTest.dynamicTest(jdk + ", " + client.label(), () -> check(jdk, client, folder))));
    }

    private static void check(Jdk jdk, Client client, Path folder) {
        Run seen = Run.of(jdk, client, folder.resolve(jdk.feature() + client.label() + ".jsonl"));
        JsonObject origin = seen.report(jdk);
        assertEquals(seen.failed, origin.get("resets").getAsInt());
        assertTrue(seen.failed >= REQUESTS / 3, () -> "too few failed to compare: " + origin);
        List<JsonObject> fixes = StreamSupport.stream(
                        origin.getAsJsonArray("fixes").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(fix -> setting(fix).startsWith("prevent="))
                .toList();
        assertTrue(
                origin.getAsJsonArray("fixes").get(0).equals(fixes.get(0)) && fixes.size() >= 2,
                () -> "the first is the agent's own, and not alone: " + origin);
        for (JsonObject fix : fixes) {
            Path file = folder.resolve(jdk.feature() + client.label() + fixes.indexOf(fix) + ".jsonl");
            Run applied = Run.of(jdk, client, file, setting(fix).split(","));
            int left = seen.failed - fix.get("avoided").getAsInt();
            assertTrue(
                    Math.abs(left - applied.failed) <= tolerance(seen),
                    () -> left + " were to be left of " + seen.failed + ", " + applied.failed + " were: " + fix);
        }
    }

    /** Threads do not wake up to the millisecond, and one more or less may meet the limit. */
    private static int tolerance(Run seen) {
        return Math.max(2, seen.failed / 6);
    }

    private static String setting(JsonObject fix) {
        return fix.getAsJsonArray("settings").get(0).getAsString();
    }

    /** The requests, once. */
    private static final class Run {
        private final Path file;
        private int failed;

        private Run(Path file) {
            this.file = file;
        }

        static Run of(Jdk jdk, Client client, Path file, String... options) {
            Run run = new Run(file);
            ForkedJvm jvm = ForkedJvm.of(jdk)
                    .agent(Stream.concat(Stream.of("log=off", new Events(file).option()), Stream.of(options))
                            .toArray(String[]::new));
            Map<Integer, Instant> last = new ConcurrentHashMap<>();
            try (ScriptedServer server = ScriptedServer.start(request -> {
                        Instant before = last.put(request.connection(), request.time());
                        boolean stale = before != null
                                && Duration.between(before, request.time()).toMillis() > LIMIT_MILLIS;
                        return (stale ? SocketEffect.RESET_BEFORE_RESPONSE : SocketEffect.RESPOND).step();
                    });
                    Workload workload = Workload.start(jvm, client)) {
                Request post = Request.of("POST").with("streaming", "fixed").with("url", server.url("/order"));
                for (int i = 0; i < REQUESTS; i++) {
                    run.failed += workload.send(post).brief().equals("200/100") ? 0 : 1;
                    LockSupport.parkNanos(1_000_000L * IDLE_MILLIS[i % IDLE_MILLIS.length]); // that is the workload
                }
                workload.quit();
            }
            return run;
        }

        /** Of the one origin. */
        JsonObject report(Jdk jdk) {
            ForkedJvm.Output output = Tool.run(jdk, "report", file, "--format", "json");
            assertEquals(0, output.exitCode(), output.toString());
            return JsonParser.parseString(String.join("\n", output.stdout()))
                    .getAsJsonObject()
                    .getAsJsonArray("origins")
                    .get(0)
                    .getAsJsonObject();
        }
    }
}
