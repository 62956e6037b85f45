package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.wire.CourseRun.Played;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What HttpURLConnection sends again under each mode of {@code retry}, counted at the server. */
class RetryUrlConnectionIT {

    @TestFactory
    Stream<DynamicNode> eachModeSendsWhatItMay(@TempDir Path directory) {
        return modes((jdk, mode) -> {
            List<WirePoint> points =
                    RetryUrlConnectionPoints.all().flatMap(row -> row.in(mode)).toList();
            return run(jdk, mode, directory, ForkedJvm.of(jdk), points, RetryUrlConnectionIT::asExpected);
        });
    }

    @TestFactory
    Stream<DynamicNode> whereTheJdkKeepsToOnePostTheAgentSendsOnlyKeyedOnesAgain(@TempDir Path directory) {
        return modes((jdk, mode) -> {
            List<WirePoint> points = RetryUrlConnectionPoints.withoutRetryPost()
                    .flatMap(row -> row.in(mode))
                    .toList();
            ForkedJvm jvm = ForkedJvm.of(jdk).jvm("-Dsun.net.http.retryPost=false");
            return run(jdk, mode, directory, jvm, points, RetryUrlConnectionIT::asExpected);
        });
    }

    /** All that the JDK can meet: it sends no less, the agent no more than allowed, and nothing gets worse. */
    @TestFactory
    Stream<DynamicNode> nothingIsSentLessOftenThanByTheJdkNorMoreOftenThanAllowed(@TempDir Path directory) {
        return Jdks.all()
                .map(jdk -> run(
                        jdk,
                        RetryMode.FRESH,
                        directory,
                        ForkedJvm.of(jdk),
                        WirePoints.of(Client.HTTP_URL_CONNECTION),
                        RetryUrlConnectionIT::withinBounds));
    }

    @TestFactory
    Stream<DynamicNode> whatIsSentAgainIsTheSameRequest(@TempDir Path directory) {
        return Jdks.all().map(jdk -> {
            Events events = new Events(directory.resolve(jdk.feature() + ".jsonl"));
            ForkedJvm jvm = RetryMode.FRESH
                    .in(ForkedJvm.of(jdk), events.option(), "log=off", "summary=false")
                    .jvm("-Dsun.net.http.allowRestrictedHeaders=true");
            List<Played> played = CourseRun.all(
                    jvm,
                    Client.HTTP_URL_CONNECTION,
                    RetryUrlConnectionCourses.all().toList());
            List<EventLine> lines = events.read();
            return dynamicContainer(
                    jdk.toString(),
                    IntStream.range(0, played.size()).mapToObj(number -> course(played, number, jdk, lines)));
        });
    }

    private static DynamicNode course(List<Played> all, int number, Jdk jdk, List<EventLine> lines) {
        Played played = all.get(number);
        Instant end = number + 1 < all.size() ? all.get(number + 1).begun() : Instant.MAX;
        List<EventLine> its = ObservedCoursesIT.of(played, end, lines);
        return dynamicTest(played.course().name(), () -> asExpected(played, jdk, its));
    }

    private static void asExpected(Played played, Jdk jdk, List<EventLine> its) {
        Expectation expected = played.course().expectation().on(jdk);
        assertAll(
                () -> ObservedCoursesIT.check(played, expected, ""),
                () -> assertEquals(
                        Optional.empty(),
                        expected.events().objection(played.seen().requests(), its),
                        () -> played + " " + its),
                () -> noFault(its));
    }

    /** A way to run one mode on one JDK. */
    private interface InMode {
        DynamicNode on(Jdk jdk, RetryMode mode);
    }

    private static Stream<DynamicNode> modes(InMode run) {
        return Jdks.all().flatMap(jdk -> Stream.of(RetryMode.values()).map(mode -> run.on(jdk, mode)));
    }

    private static DynamicNode run(
            Jdk jdk,
            RetryMode mode,
            Path directory,
            ForkedJvm jvm,
            List<WirePoint> points,
            BiConsumer<Observation, Told> check) {
        Events events = new Events(directory.resolve(jdk.feature() + "-" + mode + ".jsonl"));
        ForkedJvm withAgent = mode.in(jvm, events.option(), "log=off", "summary=false");
        List<Observation> observations = WireRun.all(withAgent, Client.HTTP_URL_CONNECTION, points);
        List<EventLine> lines = events.read();
        Stream<DynamicNode> tests = observations.stream()
                .map(observation -> dynamicTest(
                        observation.point().name(), () -> check.accept(observation, Told.of(observation, jdk, lines))));
        return dynamicContainer(
                jdk + ", retry " + mode,
                Stream.concat(Stream.of(dynamicTest("the agent has no fault", () -> noFault(lines))), tests));
    }

    private static void noFault(List<EventLine> lines) {
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.event().equals("agent")
                                && (line.toString().contains("fault")
                                        || line.number("suppressed").orElse(0) > 0))
                        .toList());
    }

    private static void asExpected(Observation observation, Told told) {
        EventRule rule = observation.point().expectation().on(told.jdk()).events();
        assertAll(
                () -> BareJdkIT.check(observation, told.jdk()),
                () -> assertEquals(
                        Optional.empty(),
                        rule.objection(observation.sends(), told.events()),
                        () -> observation + " " + told.events()),
                () -> everyRetryFollowsItsReset(told));
    }

    private static void withinBounds(Observation observation, Told told) {
        Expectation bare = observation.point().expectation().on(told.jdk());
        int least = bare.requests().stream().min(Integer::compare).orElseThrow();
        int byTheJdk = bare.requests().stream().max(Integer::compare).orElseThrow();
        boolean post = observation.point().request().method().equals("POST");
        int most = post ? Math.max(byTheJdk, 1) : Math.max(byTheJdk, 3);
        String brief = observation.result().brief();
        assertAll(
                observation + " " + told.events(),
                () -> assertTrue(observation.requests() >= least, () -> "fewer than " + least),
                () -> assertTrue(observation.requests() <= most, () -> "more than " + most),
                () -> assertTrue(
                        bare.allows(brief) || brief.equals(UrlConnectionPoints.ANSWERED),
                        () -> brief + " instead of " + bare.outcomes()),
                () -> everyRetryFollowsItsReset(told));
    }

    private static void everyRetryFollowsItsReset(Told told) {
        assertEquals(
                exchanges(told, "peer_reset", "retried"),
                exchanges(told, "retry", "retried"),
                () -> "exchanges with resets that were retried, and with retries, in " + told.events());
    }

    private static Set<String> exchanges(Told told, String event, String outcome) {
        return told.events().stream()
                .filter(line -> line.event().equals(event) && line.outcome().equals(outcome))
                .map(EventLine::exchangeId)
                .collect(Collectors.toSet());
    }

    /** The events of one point, on one JDK. */
    private record Told(Jdk jdk, List<EventLine> events) {
        static Told of(Observation observation, Jdk jdk, List<EventLine> lines) {
            return new Told(
                    jdk,
                    lines.stream()
                            .filter(line -> line.url().endsWith(observation.path()))
                            .toList());
        }
    }
}
