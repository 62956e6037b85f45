package io.resetguard.it.harmless;

import static io.resetguard.it.harmless.Programs.count;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fault in each place where the agent can have one. The application's results stay what they are without the agent,
 * each kind of fault is told once, and all are counted. On three JDKs: it takes twenty seconds a client.
 */
class FaultsIT {
    private static final List<String> ROOMS = List.of("origin", "diagnosis", "event");
    private static final List<String> URL_CONNECTION = List.of(
            "connecting",
            "connected",
            "connectFailed",
            "handshaking",
            "handshakeFailed",
            "sending",
            "requestWriting",
            "requestWritten",
            "responseHead",
            "continued",
            "responseDone",
            "parked",
            "closing",
            "failed",
            "uploadFailed",
            "tunnelling",
            "input",
            "output",
            "surfaced");

    /** Where {@code retry} is on. */
    private static final List<String> URL_CONNECTION_RETRY =
            List.of("unanswered", "unwritten", "unconnected", "opened", "reachable");

    /** Where {@code jdk-resend=block}. */
    private static final List<String> URL_CONNECTION_BLOCK = List.of("resending", "rewriting");

    private static final List<String> RETRY_ROOM = List.of("retry");

    /** Where {@code prevent} is on. */
    private static final List<String> URL_CONNECTION_PREVENT = List.of("pooled", "checkedOut");

    /** And in later updates of 17. */
    private static final String FROM_18 = "bodyFails";

    private static final List<String> HTTP_CLIENT = List.of(
            "rawEnd",
            "connecting",
            "connectHandled",
            "connected",
            "closing",
            "exchangeBegins",
            "requestPart",
            "plaintextReceived",
            "bodyBegins",
            FROM_18,
            "responseReadFailed",
            "parking",
            "streamOpened",
            "streamHead",
            "streamData",
            "frameReceived",
            "streamResetComes",
            "streamReset",
            "streamFailed",
            "streamClosed",
            "goAway",
            "attemptFailing",
            "attemptFailed",
            "sendReturned",
            "sendFailed",
            "futureReturned");

    private static final List<String> HTTP_CLIENT_RETRY =
            List.of("verdict", "pool", "timeout", "responded", "reachable");

    /** Where {@code prevent} is on. */
    private static final List<String> HTTP_CLIENT_PREVENT = List.of(
            "takesOldest", "takenFromPool", "foundInPool", "searchedPool", "streamEnded", "anyFrame", "opening");

    /** So many kinds are told in one JVM, which holds back the lines of a fault that is everywhere. */
    private static final int TOLD_IN_ONE_JVM = 8;

    private static final Pattern FAULT_POINT = Pattern.compile("faultPoint\\(\"(\\w+)\"\\)");
    private static final Pattern TOLD = Pattern.compile(
            "\\[resetguard] a fault of the agent itself in (\\w+\\.?\\w*: "
                    + "[\\w.]+) \\(the application is not affected; counted from now on, told once\\): injected fault in (\\w+) at .*");

    @Test
    void every_place_in_the_source_is_in_this_test() throws IOException {
        Path source = ForkedJvm.agentJar()
                .resolveSibling("../src/main/java/io/resetguard")
                .normalize();
        Set<String> inSource = new TreeSet<>();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher points = FAULT_POINT.matcher(Files.readString(file));
                while (points.find()) {
                    inSource.add(points.group(1));
                }
            }
        }
        Set<String> inTest = Stream.of(
                        ROOMS,
                        RETRY_ROOM,
                        URL_CONNECTION,
                        URL_CONNECTION_RETRY,
                        URL_CONNECTION_BLOCK,
                        URL_CONNECTION_PREVENT,
                        HTTP_CLIENT,
                        HTTP_CLIENT_RETRY,
                        HTTP_CLIENT_PREVENT)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(inSource, inTest);
    }

    @TestFactory
    Stream<DynamicTest> faults() {
        return Programs.oldAndNew().flatMap(jdk -> Stream.of(Client.values())
                .filter(client -> client.on(jdk))
                .map(client ->
                        DynamicTest.dynamicTest(jdk + ", " + client.label(), () -> new Faults(jdk, client).all())));
    }

    @ParameterizedTest
    @MethodSource(Programs.OLD_AND_NEW_JDKS)
    void each_kind_of_fault_is_an_event_of_the_events_file(Jdk jdk, @TempDir Path folder) {
        Events events = new Events(folder.resolve("events"));
        ForkedJvm jvm = ForkedJvm.of(jdk).agent("log=stderr", events.option());
        try (Workload workload = Workload.start(jvm, Client.HTTP_URL_CONNECTION)) {
            for (String place : List.of("connecting", "origin")) {
                Faults.inject(workload, place);
                FaultScenes.play(workload, Client.HTTP_URL_CONNECTION);
                FaultScenes.play(workload, Client.HTTP_URL_CONNECTION);
            }
            Faults.inject(workload, "");
            List<String> stderr = workload.quit().stderr();
            List<String> told = stderr.stream()
                    .map(TOLD::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1) + ": injected fault in " + line.group(2))
                    .toList();
            assertTrue(told.size() >= 2, stderr::toString);
            assertEquals(told.size(), count(stderr, "injected fault"), "nowhere else: " + stderr);
            List<EventLine> agent = events.read().stream()
                    .filter(event -> event.event().equals("agent"))
                    .toList();
            assertEquals(
                    told,
                    agent.stream()
                            .filter(event -> reason(event).equals("fault"))
                            .map(event -> event.text("error").orElseThrow().replaceFirst(" at .*", ""))
                            .toList());
            assertEquals("start", reason(agent.get(0)));
            assertEquals("stop", reason(agent.get(agent.size() - 1)));
            // What every other test asks of its events would see these, and also those that are only counted.
            assertThrows(AssertionError.class, () -> NoFault.in(agent));
            assertThrows(
                    AssertionError.class, () -> NoFault.inWhole(List.of(agent.get(0), agent.get(agent.size() - 1))));
        }
    }

    private static String reason(EventLine event) {
        return event.text("reason").orElseThrow();
    }

    /** Of one client on one JDK. */
    private static final class Faults {
        private final Jdk jdk;
        private final Client client;
        private final Map<String, String> expected;

        Faults(Jdk jdk, Client client) {
            this.jdk = jdk;
            this.client = client;
            try (Workload bare = Workload.start(ForkedJvm.of(jdk), client)) {
                this.expected = FaultScenes.play(bare, client);
            }
        }

        void all() {
            List<String> probes = (client == Client.HTTP_URL_CONNECTION ? URL_CONNECTION : HTTP_CLIENT)
                    .stream()
                            .filter(probe -> jdk.feature() >= 18 || !probe.equals(FROM_18))
                            .toList();
            for (int from = 0; from < probes.size(); from += TOLD_IN_ONE_JVM) {
                List<String> few = probes.subList(from, Math.min(from + TOLD_IN_ONE_JVM, probes.size()));
                List<String> told = tell(few);
                assertEquals(few, told, "the place of each fault, told once");
            }
            ROOMS.forEach(room -> assertFires(room));
            Stream.of(ROOMS, RETRY_ROOM)
                    .flatMap(List::stream)
                    .forEach(room -> assertFires(room, "retry=idempotent", "retry.fresh=true"));
            if (client == Client.HTTP_CLIENT) {
                // Retry is on, so that it could fail, and does nothing to these requests: they come to the same.
                assertEquals(HTTP_CLIENT_RETRY, tell(HTTP_CLIENT_RETRY, "retry=idempotent", "hosts=example.org"));
                assertEquals(HTTP_CLIENT_PREVENT, tell(HTTP_CLIENT_PREVENT, "prevent=on", "hosts=example.org"));
            }
            if (client == Client.HTTP_URL_CONNECTION) {
                // It is on, so that it could fail, and leaves these requests alone: they come to the same.
                assertEquals(URL_CONNECTION_BLOCK, tell(URL_CONNECTION_BLOCK, "jdk-resend=block", "hosts=example.org"));
                assertEquals(URL_CONNECTION_RETRY, tell(URL_CONNECTION_RETRY, "retry=idempotent", "retry.fresh=true"));
                assertEquals(URL_CONNECTION_PREVENT, tell(URL_CONNECTION_PREVENT, "prevent=on"));
            }
        }

        /**
         * A room lies behind several probes, and a kind of fault is named after its probe: each room has a JVM of its
         * own, so that none is told of in another's place.
         */
        private void assertFires(String room, String... options) {
            assertEquals(Set.of(room), Set.copyOf(tell(List.of(room), options)), "the rooms that had a fault");
        }

        /** The places that were told of, once each kind. With options, how often was sent is not compared. */
        private List<String> tell(List<String> places, String... options) {
            boolean counts = options.length == 0;
            String agent =
                    String.join(",", "log=off", String.join(",", options)).replaceAll(",$", "");
            try (Workload workload = Workload.start(ForkedJvm.of(jdk).agent(agent), client)) {
                for (String place : places) {
                    inject(workload, place);
                    assertEquals(
                            results(expected, counts), results(play(workload, options), counts), "a fault in " + place);
                }
                inject(workload, "");
                assertEquals(results(expected, counts), results(play(workload, options), counts), "after the faults");
                ForkedJvm.Output output = workload.quit();
                assertEquals(0, output.exitCode(), output.toString());
                List<Matcher> lines = output.stderr().stream()
                        .filter(line -> line.contains("a fault of the agent"))
                        .map(TOLD::matcher)
                        .toList();
                assertTrue(lines.stream().allMatch(Matcher::matches), output.toString());
                Set<String> kinds = lines.stream().map(line -> line.group(1)).collect(Collectors.toSet());
                assertEquals(lines.size(), kinds.size(), output.toString());
                assertTrue(!lines.isEmpty() && counted(output) >= places.size(), output.toString());
                return lines.stream().map(line -> line.group(2)).toList();
            }
        }

        /** Where a retry may recover what the JDK alone gives up, the result is the one or the other. */
        private Map<String, String> play(Workload workload, String... options) {
            Map<String, String> scenes = FaultScenes.play(workload, client);
            boolean recovered = scenes.getOrDefault("h2 GOAWAY", "").startsWith("200/100");
            if (recovered && List.of(options).contains("retry.fresh=true")) {
                scenes.put("h2 GOAWAY", expected.get("h2 GOAWAY"));
            }
            return scenes;
        }

        /** With how often was sent, or without. */
        /** Which thread of the JDK's meets the end of HTTP/2 first is a race, and with it the class at the end of the chain. */
        private static Map<String, String> results(Map<String, String> scenes, boolean withCounts) {
            Map<String, String> results = new TreeMap<>();
            scenes.forEach((scene, result) -> {
                String sure = result.replaceAll("(<- )IOException(: Connection reset)", "$1SocketException$2");
                results.put(scene, withCounts ? sure : sure.replaceAll(";.*", ""));
            });
            return results;
        }

        private static void inject(Workload workload, String place) {
            String argument = place.isEmpty() ? "" : " argument=" + place;
            String id = place.isEmpty() ? "none" : place;
            workload.jvm()
                    .sendLine("boot id=" + id + " class=io.resetguard.bootstrap.AgentLog method=injectFaultIn"
                            + argument);
            String said = workload.jvm().awaitLine(line -> line.startsWith("called id=" + id + " "), Programs.TIMEOUT);
            assertEquals("called id=" + id + " result=null", said);
        }

        private static long counted(ForkedJvm.Output output) {
            assertEquals(1, count(output.stderr(), " suppressed="), output.toString());
            Matcher summary =
                    Pattern.compile("suppressed=(\\d+)").matcher(output.stderr().toString());
            assertTrue(summary.find());
            return Long.parseLong(summary.group(1));
        }
    }
}
