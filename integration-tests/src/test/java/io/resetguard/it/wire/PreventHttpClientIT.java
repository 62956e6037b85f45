package io.resetguard.it.wire;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Prevention with HttpClient: each course by the JDK alone and with prevent on, counted at the server. */
class PreventHttpClientIT {
    @TestFactory
    Stream<DynamicNode> auto(@TempDir Path directory) {
        return rows("auto", PreventHttpClientCourses.auto(), directory);
    }

    @TestFactory
    Stream<DynamicNode> maxIdle(@TempDir Path directory) {
        return rows("max-idle", PreventHttpClientCourses.maxIdle(), directory, "prevent.max-idle=300ms");
    }

    @TestFactory
    Stream<DynamicNode> neverIdle(@TempDir Path directory) {
        return rows("never idle", PreventHttpClientCourses.neverIdle(), directory, "prevent.max-idle=0s");
    }

    @TestFactory
    Stream<DynamicNode> maxAge(@TempDir Path directory) {
        return rows("max-age", PreventHttpClientCourses.maxAge(), directory, "prevent.max-age=1s");
    }

    @TestFactory
    Stream<DynamicNode> withRetry(@TempDir Path directory) {
        return rows("with retry", PreventHttpClientCourses.withRetry(), directory, "retry=idempotent");
    }

    @TestFactory
    Stream<DynamicNode> otherHosts(@TempDir Path directory) {
        return rows("other hosts", PreventHttpClientCourses.otherHosts(), directory, "hosts=example.org");
    }

    @TestFactory
    Stream<DynamicNode> http2(@TempDir Path directory) {
        return rows("h2", PreventHttpClientStreams.auto(), directory);
    }

    @TestFactory
    Stream<DynamicNode> http2MaxIdle(@TempDir Path directory) {
        return rows("h2, max-idle", PreventHttpClientStreams.maxIdle(), directory, "prevent.max-idle=300ms");
    }

    private static Stream<DynamicNode> rows(
            String name, List<PreventCourse> courses, Path directory, String... options) {
        return Jdks.all().filter(Client.HTTP_CLIENT::on).map(jdk -> {
            Events events = new Events(directory.resolve(jdk.feature() + name.replaceAll("\\W", "") + ".jsonl"));
            List<String> all = new ArrayList<>(List.of(events.option(), "log=off", "summary=false", "prevent=on"));
            all.addAll(Arrays.asList(options));
            return rows(jdk, name, courses, events, all.toArray(String[]::new));
        });
    }

    private static DynamicNode rows(
            Jdk jdk, String name, List<PreventCourse> courses, Events events, String... options) {
        List<PreventCourse> here =
                courses.stream().filter(course -> course.alone().on(jdk)).toList();
        List<Course> courseList = here.stream().map(PreventCourse::alone).toList();
        List<Played> bare = CourseRun.all(ForkedJvm.of(jdk), Client.HTTP_CLIENT, courseList);
        List<Played> played = CourseRun.all(ForkedJvm.of(jdk).agent(options), Client.HTTP_CLIENT, courseList);
        List<EventLine> told = events.read();
        List<DynamicNode> tests = new ArrayList<>();
        for (int i = 0; i < played.size(); i++) {
            Played without = bare.get(i);
            Played with = played.get(i);
            PreventCourse course = here.get(i);
            tests.add(dynamicTest(with.course().name(), () -> course.check(without, with, jdk, told)));
        }
        return dynamicContainer(jdk + ", " + name, tests);
    }
}
