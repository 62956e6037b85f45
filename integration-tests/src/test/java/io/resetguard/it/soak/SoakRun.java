package io.resetguard.it.soak;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.RunningJvm;
import io.resetguard.it.support.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run on one JDK.
 *
 * @param jdk of the client
 * @param seconds how long requests are sent
 * @param seed of all that is random; what threads and the network make of it is not
 */
record SoakRun(Jdk jdk, long seconds, long seed) {
    private static final int THREADS = 200;
    private static final int ORIGINS = 50;

    /** For all calls to end, and for the pools to empty. */
    private static final long GRACE_SECONDS = 240;

    private static final String[] AGENT = {
        "mode=guard", "retry.fresh=true", "log=off", "summary=false", "events.max-size=1g"
    };

    /**
     * What came of it.
     *
     * @param violations of what must always hold; none, if all is well
     * @param figures for people
     */
    record Outcome(List<String> violations, List<String> figures) {}

    Outcome run(Path folder, boolean agent) {
        Events events = new Events(folder.resolve("soak-" + jdk.feature() + ".jsonl"));
        SoakServers servers = new SoakServers(ORIGINS, jdk.hasHttpClient(), seed);
        ForkedJvm.Output output;
        try (servers;
                RunningJvm jvm = start(servers.origins(), agent ? Optional.of(events) : Optional.empty())) {
            servers.startRestarting();
            output = jvm.awaitExit(Duration.ofSeconds(seconds + GRACE_SECONDS));
        }
        List<String> violations = new ArrayList<>(starting(output, "violation "));
        List<String> figures = new ArrayList<>(starting(output, "count "));
        figures.addAll(starting(output, "end "));
        figures.add(servers.figures());
        if (output.exitCode() != 0 || starting(output, "end ").isEmpty()) {
            violations.add("ended with " + output.exitCode() + ": " + output.stderr());
        }
        servers.postsSentTwice().forEach(path -> violations.add("POST without a key came twice: " + path));
        checkAgent(agent ? events.read() : List.of(), violations, figures);
        return new Outcome(List.copyOf(violations), List.copyOf(figures));
    }

    private RunningJvm start(List<String> origins, Optional<Events> events) {
        ForkedJvm jvm = ForkedJvm.of(jdk).trustingTestKeys().jvm("-Xmx512m");
        if (events.isPresent()) {
            jvm.agent(Stream.concat(Stream.of(events.get().option()), Stream.of(AGENT))
                    .toArray(String[]::new));
        }
        List<String> arguments =
                new ArrayList<>(List.of(Long.toString(seconds), Integer.toString(THREADS), Long.toString(seed)));
        arguments.addAll(origins);
        return jvm.main(Workload.classPath(), "io.resetguard.soak.SoakProgram", arguments.toArray(String[]::new))
                .start();
    }

    private static void checkAgent(List<EventLine> events, List<String> violations, List<String> figures) {
        for (EventLine event : events) {
            String reason = event.event().equals("agent") ? event.text("reason").orElse("") : "";
            if (reason.equals("fault") || event.count("suppressed") > 0) {
                violations.add("fault of the agent: " + event);
            }
            if (reason.equals("stop")) {
                figures.add("agent: " + event);
            }
        }
    }

    private static List<String> starting(ForkedJvm.Output output, String start) {
        return output.stdout().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
