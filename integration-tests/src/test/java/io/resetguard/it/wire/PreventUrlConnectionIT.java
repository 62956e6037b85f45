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
import io.resetguard.it.support.NoFault;
import io.resetguard.it.wire.CourseRun.Played;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** HttpURLConnection with {@code prevent=on}: no stale connection is used again, and a healthy one is. */
class PreventUrlConnectionIT {

    private static final String FOREIGN_SOCKETS = "io.resetguard.workload.ForeignSockets";

    /** With these options and this program, that happens. */
    private record Setting(String options, String program, Stream<Course> courses) {
        static Setting of(String options, Stream<Course> courses) {
            return new Setting(options, Client.HTTP_URL_CONNECTION.workload(), courses);
        }

        @Override
        public String toString() {
            return options + program.replaceAll(".*\\.", " ");
        }
    }

    @TestFactory
    Stream<DynamicNode> noStaleConnectionIsUsedAgain(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> settings().map(setting -> run(jdk, setting, directory)));
    }

    private static Stream<Setting> settings() {
        return Stream.of(
                Setting.of("prevent=on", PreventUrlConnectionCourses.unlimited()),
                Setting.of("prevent=on,prevent.max-idle=100ms", PreventUrlConnectionCourses.maxIdle()),
                Setting.of("prevent=on,prevent.max-idle=0s", PreventUrlConnectionCourses.noIdle()),
                Setting.of("prevent=on,prevent.max-age=150ms", PreventUrlConnectionCourses.maxAge()),
                new Setting("prevent=on", FOREIGN_SOCKETS, PreventUrlConnectionCourses.onForeignSockets()));
    }

    private static DynamicNode run(Jdk jdk, Setting setting, Path directory) {
        List<Course> courses =
                setting.courses().filter(course -> course.on(jdk)).toList();
        String file = jdk.feature() + "-" + setting.toString().replaceAll("\\W", "-") + ".jsonl";
        Events events = new Events(directory.resolve(file));
        ForkedJvm jvm = ForkedJvm.of(jdk)
                .agent(setting.options(), events.option(), "log=off", "log.rate=1000", "summary=false");
        List<Played> played = CourseRun.all(jvm, setting.program(), courses);
        List<EventLine> told = events.read();
        return dynamicContainer(
                jdk + ", " + setting,
                Stream.concat(
                        Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told))),
                        played.stream().map(each -> dynamicTest(each.course().name(), () -> check(each, jdk, told)))));
    }

    private static void check(Played played, Jdk jdk, List<EventLine> told) {
        Expectation expected = played.course().expectation().on(jdk);
        List<EventLine> its =
                told.stream().filter(line -> line.url().contains(played.path())).toList();
        assertAll(
                () -> ObservedCoursesIT.check(played, expected, ""),
                () -> assertEquals(
                        Optional.empty(),
                        expected.events().objection(played.seen().requests(), its),
                        () -> played + " " + its));
    }

    /** Whatever else an application does: it gets what it would have got, or an answer, and no more is sent. */
    @TestFactory
    Stream<DynamicNode> everythingElseIsAsItWas(@TempDir Path directory) {
        return Jdks.all().map(jdk -> {
            Events events = new Events(directory.resolve(jdk.feature() + "-all.jsonl"));
            ForkedJvm jvm = ForkedJvm.of(jdk).agent("prevent=on", events.option(), "log=off", "summary=false");
            List<Observation> seen =
                    WireRun.all(jvm, Client.HTTP_URL_CONNECTION, WirePoints.of(Client.HTTP_URL_CONNECTION));
            List<EventLine> told = events.read();
            return dynamicContainer(
                    jdk.toString(),
                    Stream.concat(
                            Stream.of(dynamicTest("the agent has no fault", () -> NoFault.inWhole(told))),
                            IntStream.range(0, seen.size())
                                    .mapToObj(i ->
                                            dynamicTest(seen.get(i).point().name(), () -> noWorse(seen.get(i), jdk)))));
        });
    }

    private static void noWorse(Observation observation, Jdk jdk) {
        Expectation bare = observation.point().expectation().on(jdk);
        String brief = observation.result().brief();
        int most = Math.max(1, bare.requests().stream().max(Integer::compare).orElseThrow());
        assertAll(
                observation.toString(),
                () -> assertTrue(
                        bare.allows(brief) || brief.equals(UrlConnectionPoints.ANSWERED),
                        () -> brief + " instead of " + bare.outcomes()),
                () -> assertTrue(observation.requests() <= most, () -> "more than " + most));
    }
}
