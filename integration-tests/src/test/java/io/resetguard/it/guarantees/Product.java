package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of one client on one JDK, in several modes. All rows of a mode are run side by side in one JVM; those that
 * did not come out as they have to are run again, one by one, without the agent and with it, and then everything counts
 * that was ever seen.
 */
final class Product {
    private static final int AT_A_TIME = 8;
    private static final int TIMES_ALONE = 5;

    private final Jdk jdk;
    private final Client client;
    private final List<Row> rows;
    private final Path directory;
    private final Policy policy;
    private final Map<Mode, Map<Row, Set<Seen>>> seen = new LinkedHashMap<>();

    /** The directory is for the agent's files. */
    Product(Jdk jdk, Client client, Collection<Protocol> protocols, Path directory) {
        this.jdk = jdk;
        this.client = client;
        this.rows = Row.of(client, protocols);
        this.directory = directory;
        this.policy = new Policy(jdk);
        run(Mode.NONE, rows, AT_A_TIME);
    }

    Jdk jdk() {
        return jdk;
    }

    List<Row> rows() {
        return rows;
    }

    /** What was seen of a row; more than one value where a race decides. */
    Set<Seen> seen(Row row, Mode mode) {
        return seen.getOrDefault(mode, Map.of()).getOrDefault(row, Set.of());
    }

    /** Runs all rows in this mode. */
    void measure(Mode mode) {
        run(mode, rows, AT_A_TIME);
        List<Row> unexpected =
                rows.stream().filter(row -> !violated(row, mode).isEmpty()).toList();
        if (!unexpected.isEmpty()) {
            List<Row> again = unexpected.stream()
                    .flatMap(row -> Collections.nCopies(TIMES_ALONE, row).stream())
                    .toList();
            run(Mode.NONE, again, 1);
            run(mode, again, 1);
            unexpected.forEach(row -> leaveOutOvertaken(row, Mode.NONE));
            unexpected.forEach(row -> leaveOutOvertaken(row, mode));
        }
    }

    /** What was another row to the client, where it was this one too. */
    private void leaveOutOvertaken(Row row, Mode mode) {
        Row other = row.ifOvertaken();
        Set<Seen> its = seen(row, mode);
        // Where prevent looks at the socket itself, it does not matter how busy the client is.
        boolean looks = mode.prevents()
                && row.ending().stage() == Stage.IDLE
                && !row.protocol().isHttp2();
        Allowed overtaken = policy.overtaken(row, mode, seen(other, Mode.NONE));
        if (!other.equals(row) && !looks && !its.stream().allMatch(overtaken::allows)) {
            its.removeIf(overtaken::allows);
        }
    }

    /** The invariants that do not hold of what was seen of a row. */
    List<Invariant> violated(Row row, Mode mode) {
        List<Invariant> violated = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            Set<Seen> alone = seen(row, Mode.NONE);
            boolean holds = seen(row, mode).stream()
                    .allMatch(one -> invariant.holds(row, mode, one, alone, policy)
                            || (invariant.allowsToMiss() && isMissed(row, mode, one)));
            if (invariant.isAbout(row, mode) && !holds) {
                violated.add(invariant);
            }
        }
        return violated;
    }

    /** Whether it came to what it is without the agent, where another run of the same row came to what it should. */
    private boolean isMissed(Row row, Mode mode, Seen one) {
        Set<Seen> alone = seen(row, Mode.NONE);
        return Allowed.as(alone).allows(one)
                && seen(row, mode).stream().anyMatch(policy.allowed(row, mode, alone)::allows);
    }

    /** The rows whose retry was missed once, side by side with others. */
    List<String> missed(Mode mode) {
        return rows.stream()
                .filter(row -> !row.ending().isRace())
                .filter(row -> seen(row, mode).stream()
                        .anyMatch(one -> isMissed(row, mode, one)
                                && !policy.allowed(row, mode, seen(row, Mode.NONE))
                                        .allows(one)))
                .map(row -> "- " + jdk + ", " + mode.title() + ", " + row + "\n")
                .toList();
    }

    /** Each violation of this mode, with what was seen. */
    List<String> violations(Mode mode) {
        return rows.stream()
                .flatMap(row -> violated(row, mode).stream()
                        .map(invariant -> invariant + ": " + jdk + ", " + mode.title() + ", " + row + ": "
                                + seen(row, mode) + ", without the agent " + seen(row, Mode.NONE) + ", allowed "
                                + policy.allowed(row, mode, seen(row, Mode.NONE))))
                .toList();
    }

    private void run(Mode mode, List<Row> some, int atATime) {
        Path file = directory.resolve(jdk.feature() + "-" + client + "-" + mode + "-" + System.nanoTime() + ".jsonl");
        Events events = new Events(file);
        List<Seen> results = RowRun.of(mode.in(ForkedJvm.of(jdk), events.option()), client, some, atATime);
        if (mode != Mode.NONE) {
            List<EventLine> told = events.read();
            NoFault.inWhole(told);
        }
        Map<Row, Set<Seen>> ofMode = seen.computeIfAbsent(mode, any -> new LinkedHashMap<>());
        for (int i = 0; i < some.size(); i++) {
            ofMode.computeIfAbsent(some.get(i), any -> new LinkedHashSet<>()).add(results.get(i));
        }
    }
}
