package io.resetguard.it.real;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, with their own time-outs, limits and restarts: the same with the agent as without it, and told. */
class ServersIT {
    @TestFactory
    Stream<DynamicTest> servers(@TempDir Path folder) {
        return RealServer.all().stream()
                .map(server -> dynamicTest(server.name(), () -> {
                    assumeTrue(
                            server.program().isPresent(),
                            server.name() + " is not installed, or this is not Linux: skipped");
                    check(server, Files.createDirectory(folder.resolve(server.name())));
                }));
    }

    private static void check(RealServer kind, Path folder) throws IOException {
        List<Executable> checks = new ArrayList<>();
        try (Backend backend = new Backend()) {
            RealServer.Place place = new RealServer.Place(folder, ServerProcess.freePort(), backend.port());
            List<String> command = kind.prepare(kind.program().orElseThrow(), place);
            try (ServerProcess server = ServerProcess.start(folder, place.port(), command)) {
                oldestAndNewest().forEach(jdk -> Arrays.stream(Client.values())
                        .filter(client -> client.on(jdk))
                        .forEach(client -> checks.addAll(runs(kind, server, backend, jdk, client))));
            }
        }
        assertAll(kind.name() + " in " + folder, checks);
    }

    private static Stream<Jdk> oldestAndNewest() {
        List<Jdk> all = Jdks.all().toList();
        return Stream.of(all.get(0), all.get(all.size() - 1)).distinct();
    }

    /** Plays all runs; what is to be checked is checked when the server has ended and its log is whole. */
    private static List<Executable> runs(
            RealServer kind, ServerProcess server, Backend backend, Jdk jdk, Client client) {
        String start = "/" + jdk.feature() + "-" + client.label() + "-";
        ServerScenes.Seen bare = play(kind, server, backend, Run.WITHOUT, jdk, client, start);
        List<Executable> checks = new ArrayList<>();
        checks.add(() -> assertEquals(
                ServerScenes.logged(start + Run.WITHOUT.name()), logged(server, start + Run.WITHOUT.name())));
        for (Run run : Run.WITH_AGENT) {
            String path = start + run.name();
            ServerScenes.Seen seen = play(kind, server, backend, run, jdk, client, start);
            List<EventLine> told = events(server, path).read().stream()
                    .filter(event -> !event.event().matches("agent|retry|retry_suppressed"))
                    .toList();
            if (run.unchanged()) {
                checks.add(() -> assertEquals(bare.results(), seen.results(), path));
                checks.add(() -> assertEquals(ServerScenes.logged(path), logged(server, path)));
            }
            checks.add(() -> new ServerEvents(kind, client, told).check(seen.upload()));
        }
        return checks;
    }

    private static ServerScenes.Seen play(
            RealServer kind, ServerProcess server, Backend backend, Run run, Jdk jdk, Client client, String start) {
        String path = start + run.name();
        try (Workload workload = Workload.start(run.jvm(jdk, events(server, path)), client)) {
            ServerScenes.Seen seen = new ServerScenes(kind, server, backend, workload, path).play();
            ForkedJvm.Output output = workload.quit();
            assertEquals(0, output.exitCode(), output.toString());
            return seen;
        }
    }

    private static Events events(ServerProcess server, String path) {
        return new Events(server.folder().resolve(path.substring(1) + ".jsonl"));
    }

    private static List<String> logged(ServerProcess server, String path) throws IOException {
        return Files.readAllLines(server.folder().resolve("requests.log")).stream()
                .map(line -> line.split(" "))
                .filter(words -> words.length > 1 && words[1].startsWith(path + "/") && !words[1].endsWith("/upload"))
                .map(words -> words[0] + " " + words[1])
                .sorted()
                .toList();
    }
}
