package io.resetguard.it.malformed;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Plays groups of requests, each against its own origin, many at once, in one JVM. */
final class Play {
    private static final int AT_A_TIME = 16;
    private static final int NOTICED_MILLIS = 2_000;

    private final Jdk jdk;
    private final Way way;
    private final long seed;
    private final Path folder;

    Play(Jdk jdk, Way way, long seed, Path folder) {
        this.jdk = jdk;
        this.way = way;
        this.seed = seed;
        this.folder = folder;
    }

    /** By the number of the request. Faults of the agent are added to those. */
    Map<Integer, Played> run(Setting setting, List<Integer> groups, List<String> faults) {
        Path file = file();
        try (Workload workload = Workload.start(setting.jvm(jdk, file), way.client())) {
            Map<Integer, Played> played = play(workload, groups);
            ForkedJvm.Output output = workload.quit();
            if (setting.hasAgent()) {
                List<EventLine> events = new Events(file).read();
                faults.addAll(faults(output, events));
                events.forEach(event -> note(event, played));
                Files.deleteIfExists(file);
            }
            return played;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        try {
            return Files.createTempFile(folder, "malformed", ".jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<Integer, Played> play(Workload workload, List<Integer> groups) {
        Map<Integer, Played> played = new ConcurrentSkipListMap<>();
        ExecutorService lanes = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            groups.forEach(group -> work.add(() -> {
                playGroup(workload, group, played);
                return null;
            }));
            for (Future<Void> one : lanes.invokeAll(work)) {
                one.get();
            }
            return played;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            lanes.shutdownNow();
        }
    }

    private void playGroup(Workload workload, int group, Map<Integer, Played> played) throws IOException {
        try (MalformedServer server = MalformedServer.start(way, seed, group)) {
            int size = way.requestsOfOrigin();
            Progress progress = server.progress();
            for (int number = group * size; number < (group + 1) * size; number++) {
                int before = progress.answered();
                Result result = workload.send(way.request(number, server.url(number)));
                played.put(number, new Played(result, progress.answered() - before, Set.of()));
                progress.result();
                if (way.isHttp2()) {
                    progress.awaitEnds(NOTICED_MILLIS);
                }
            }
        }
    }

    /** What the agent says that it did about a request. */
    private static void note(EventLine event, Map<Integer, Played> played) {
        String path = event.url().replaceFirst(".*/", "");
        if (path.matches("\\d+")) {
            played.computeIfPresent(Integer.valueOf(path), (number, one) -> one.told(event));
        }
    }

    private static List<String> faults(ForkedJvm.Output output, List<EventLine> events) {
        List<String> faults = new ArrayList<>(NoFault.faults(events));
        if (output.exitCode() != 0) {
            faults.add("exit code " + output.exitCode());
        }
        output.stderr().stream()
                .filter(line -> !line.startsWith("[resetguard] ") || line.contains("a fault of the agent"))
                .forEach(faults::add);
        Stream.concat(output.stderr().stream(), events.stream().map(EventLine::toString))
                .filter(line -> line.contains(MalformedBytes.FORGED))
                .map("the peer's words: "::concat)
                .forEach(faults::add);
        if (events.stream().noneMatch(event -> event.text("reason").orElse("").equals("stop"))) {
            faults.add("the agent did not stop as it should");
        }
        return faults;
    }
}
