package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import io.resetguard.it.wire.CourseRun.Played;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            return run(jdk, mode, directory, ForkedJvm.of(jdk), points);
        });
    }

    @TestFactory
    Stream<DynamicNode> whereTheJdkKeepsToOnePostTheAgentSendsOnlyKeyedOnesAgain(@TempDir Path directory) {
        return modes((jdk, mode) -> {
            List<WirePoint> points = RetryUrlConnectionPoints.withoutRetryPost()
                    .flatMap(row -> row.in(mode))
                    .toList();
            ForkedJvm jvm = ForkedJvm.of(jdk).jvm("-Dsun.net.http.retryPost=false");
            return run(jdk, mode, directory, jvm, points);
        });
    }

    @TestFactory
    Stream<DynamicNode> whatIsSentAgainIsTheSameRequest(@TempDir Path directory) {
        return Jdks.all().map(jdk -> {
            Events events = new Events(directory.resolve(jdk.feature() + ".jsonl"));
            ForkedJvm jvm = RetryMode.FRESH
                    .in(ForkedJvm.of(jdk), events.option(), "log=off", "summary=false")
                    .jvm("-Dsun.net.http.allowRestrictedHeaders=true")
                    .jvm("-Djdk.http.auth.tunneling.disabledSchemes=");
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
                () -> NoFault.in(its));
    }

    /** A way to run one mode on one JDK. */
    private interface InMode {
        DynamicNode on(Jdk jdk, RetryMode mode);
    }

    private static Stream<DynamicNode> modes(InMode run) {
        return Jdks.all().flatMap(jdk -> Stream.of(RetryMode.values()).map(mode -> run.on(jdk, mode)));
    }

    private static DynamicNode run(Jdk jdk, RetryMode mode, Path directory, ForkedJvm jvm, List<WirePoint> points) {
        Events events = new Events(directory.resolve(jdk.feature() + "-" + mode + ".jsonl"));
        ForkedJvm withAgent = mode.in(jvm, events.option(), "log=off", "summary=false");
        List<Observation> observations = WireRun.all(withAgent, Client.HTTP_URL_CONNECTION, points);
        List<EventLine> lines = events.read();
        Stream<DynamicNode> tests = observations.stream()
                .map(observation -> dynamicTest(
                        observation.point().name(), () -> asExpected(observation, jdk, observation.of(lines))));
        return dynamicContainer(
                jdk + ", retry " + mode,
                Stream.concat(Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(lines))), tests));
    }

    private static void asExpected(Observation observation, Jdk jdk, List<EventLine> its) {
        EventRule rule = observation.point().expectation().on(jdk).events();
        assertAll(
                () -> BareJdkIT.check(observation, jdk),
                () -> assertEquals(
                        Optional.empty(), rule.objection(observation.sends(), its), () -> observation + " " + its));
    }
}
