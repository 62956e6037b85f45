package io.resetguard.it.matrix;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Workload;
import io.resetguard.it.wire.Observation;
import io.resetguard.it.wire.WirePoint;
import io.resetguard.it.wire.WirePoints;
import io.resetguard.it.wire.WireRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of the table.
 *
 * @param guard whether all is on, else the agent observes
 */
record Cell(Jdk jdk, Client client, boolean guard, Setting setting) {
    /**
     * What came of it.
     *
     * @param tests wire points played
     * @param different what application or server saw otherwise than with the JDK alone; not looked at with all on
     * @param faults of the agent
     */
    record Outcome(Cell cell, int tests, List<String> different, List<String> faults) {
        boolean isWell() {
            return tests > 0 && different.isEmpty() && faults.isEmpty();
        }

        String row() {
            return "| " + cell.jdk + " | " + cell.client.label() + " | " + cell.mode() + " | "
                    + cell.setting.title() + " | " + tests + " | " + (cell.guard ? "–" : different.size()) + " | "
                    + faults.size() + " |";
        }
    }

    static final List<String> HEAD = List.of(
            "| JDK | client | mode | JVM | tests | other than without | faults |", "|---|---|---|---|---|---|---|");

    boolean exists() {
        return client.on(jdk) && setting.on(jdk);
    }

    private String mode() {
        return guard ? "guard" : "observe";
    }

    /** Plays each {@code step}-th wire point; the JVM must end well, and say nothing but that the agent watches. */
    Outcome play(Path folder, int step) {
        Events events = new Events(
                folder.resolve(jdk.feature() + "-" + client.label() + "-" + mode() + "-" + setting.name() + ".jsonl"));
        List<WirePoint> all = WirePoints.of(client);
        List<WirePoint> points = IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                .mapToObj(all::get)
                .toList();
        ForkedJvm jvm = ForkedJvm.of(jdk).agent(events.option(), "mode=" + mode(), "log=off", "summary=false");
        Workload workload = setting.start(jvm, jdk, client, folder);
        List<Observation> observations = WireRun.together(workload, points);
        List<EventLine> told = events.read();
        List<String> different = observations.stream()
                .filter(observation -> !guard && !observation.isAsTheTableSays(jdk))
                .map(Observation::toString)
                .toList();
        return new Outcome(this, observations.size(), different, NoFault.faults(told));
    }
}
