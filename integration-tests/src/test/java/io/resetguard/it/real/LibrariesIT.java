package io.resetguard.it.real;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.Jdk;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Libraries over the JDK's clients: the same with the agent as without it, and every reset is told. */
class LibrariesIT {
    @TestFactory
    Stream<DynamicNode> libraries(@TempDir Path folder) {
        return Arrays.stream(Library.values())
                .flatMap(library -> library.jdks().map(jdk -> scenes(library, jdk, folder)));
    }

    private static DynamicNode scenes(Library library, Jdk jdk, Path folder) {
        Events none = new Events(folder.resolve("none.jsonl"));
        List<LibraryRun.Seen> bare = LibraryRun.play(library, jdk, Run.WITHOUT, none);
        return dynamicContainer(library + ", " + jdk, Run.WITH_AGENT.stream().flatMap(run -> {
            Events events = new Events(folder.resolve(library + "-" + jdk.feature() + "-" + run.name() + ".jsonl"));
            List<LibraryRun.Seen> seen = LibraryRun.play(library, jdk, run, events);
            List<EventLine> told = events.read();
            return IntStream.range(0, seen.size())
                    .mapToObj(scene -> dynamicTest(
                            run.name() + ", " + seen.get(scene).scene().name(), () -> {
                                boolean recovers = !run.unchanged() && isRecoverable(bare, scene);
                                assertEquals(recovers ? recovered(bare, scene) : bare.get(scene), seen.get(scene));
                                checkEvents(library, library.client(jdk), seen.get(scene), told);
                            }));
        }));
    }

    /** Two sends of a safe request were reset on fresh connections, the JDK's own re-send among them: one is left. */
    private static boolean isRecoverable(List<LibraryRun.Seen> bare, int scene) {
        LibraryRun.Seen seen = bare.get(scene);
        return seen.scene().name().equals("fresh-get")
                && !seen.results().equals(healthyGet(bare))
                && seen.received().size() == 2;
    }

    private static LibraryRun.Seen recovered(List<LibraryRun.Seen> bare, int scene) {
        return new LibraryRun.Seen(
                bare.get(scene).scene(),
                healthyGet(bare),
                List.of("GET", "GET", "GET"),
                bare.get(scene).connections() + 1);
    }

    private static List<String> healthyGet(List<LibraryRun.Seen> bare) {
        return List.of(bare.get(0).results().get(0));
    }

    /** Exactly one event for each connection that the server ended, and each says which and how. */
    private static void checkEvents(Library library, Client client, LibraryRun.Seen seen, List<EventLine> told) {
        LibraryScene scene = seen.scene();
        List<EventLine> events = told.stream()
                .filter(event -> event.url().endsWith(scene.path()))
                .toList();
        List<EventLine> ends = events.stream()
                .filter(event -> event.event().matches("peer_reset|truncated_body"))
                .toList();
        long resends = events.stream()
                .filter(event -> event.event().equals("jdk_resend"))
                .count();
        long hidden = ends.stream()
                .filter(event -> event.outcome().equals("jdk_resent"))
                .count();
        List<Boolean> reused = ends.stream()
                .limit(1)
                .flatMap(event -> event.connectionReused().stream())
                .toList();
        assertAll(
                seen + " " + events,
                () -> assertEquals(scene.ended(seen.received().size()), ends.size(), "connections that were ended"),
                () -> assertEquals(resends, hidden, "re-sends of the JDK, and what they hid"),
                () -> assertEquals(scene.healthy() ? List.of() : List.of(scene.reuses()), reused, "reused"),
                () -> assertTrue(!scene.healthy() || seen.connections() == 1, "kept alive"),
                () -> assertTrue(ends.stream().allMatch(scene::fits), "phase and signal"),
                () -> assertTrue(events.stream().allMatch(event -> isOf(client, event)), "client"),
                () -> assertTrue(events.stream().allMatch(event -> library.fitsCaller(client, event)), "caller"));
    }

    private static boolean isOf(Client client, EventLine event) {
        return event.text("client").equals(Optional.of(client.label()));
    }
}
