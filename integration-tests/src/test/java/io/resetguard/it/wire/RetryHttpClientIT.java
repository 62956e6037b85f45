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
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Retry with HttpClient: each course by the JDK alone and with retry on, counted at the server. */
class RetryHttpClientIT {
    @TestFactory
    Stream<DynamicNode> idempotent(@TempDir Path directory) {
        return rows("idempotent", RetryHttpClientCourses.idempotent(), directory, "retry=idempotent");
    }

    @TestFactory
    Stream<DynamicNode> http2(@TempDir Path directory) {
        return rows("h2", RetryHttpClientStreams.http2(), directory, "retry=idempotent");
    }

    @TestFactory
    Stream<DynamicNode> proven(@TempDir Path directory) {
        return rows("proven", RetryHttpClientCourses.proven(), directory, "retry=proven");
    }

    @TestFactory
    Stream<DynamicNode> fresh(@TempDir Path directory) {
        return rows("fresh", RetryHttpClientCourses.fresh(), directory, "retry=idempotent", "retry.fresh=true");
    }

    @TestFactory
    Stream<DynamicNode> once(@TempDir Path directory) {
        String[] options = {"retry=idempotent", "retry.fresh=true", "retry.max=1"};
        return rows("once", RetryHttpClientPools.once(), directory, options);
    }

    @TestFactory
    Stream<DynamicNode> allMethods(@TempDir Path directory) {
        return rows(
                jdk -> ForkedJvm.of(jdk).jvm("-Djdk.httpclient.enableAllMethodRetry=true"),
                "all methods",
                RetryHttpClientPools.allMethods(),
                directory,
                "retry=idempotent");
    }

    @TestFactory
    Stream<DynamicNode> deadline(@TempDir Path directory) {
        return rows("deadline", RetryHttpClientCourses.deadline(), directory, "retry=idempotent", "retry.deadline=1s");
    }

    @TestFactory
    Stream<DynamicNode> otherHosts(@TempDir Path directory) {
        return rows("hosts", RetryHttpClientCourses.otherHosts(), directory, "retry=idempotent", "hosts=example.org");
    }

    private static Stream<DynamicNode> rows(String name, List<RetryCourse> courses, Path directory, String... options) {
        return rows(ForkedJvm::of, name, courses, directory, options);
    }

    private static Stream<DynamicNode> rows(
            Function<Jdk, ForkedJvm> jvm, String name, List<RetryCourse> courses, Path directory, String... options) {
        return Jdks.all().filter(Client.HTTP_CLIENT::on).map(jdk -> {
            Events events = new Events(directory.resolve(jdk.feature() + name + ".jsonl"));
            List<String> all = new ArrayList<>(List.of(events.option(), "log=off", "summary=false"));
            all.addAll(Arrays.asList(options));
            return rows(jdk, jvm, name, courses, events, all.toArray(String[]::new));
        });
    }

    private static DynamicNode rows(
            Jdk jdk,
            Function<Jdk, ForkedJvm> jvm,
            String name,
            List<RetryCourse> courses,
            Events events,
            String... options) {
        List<RetryCourse> here =
                courses.stream().filter(course -> course.alone().on(jdk)).toList();
        List<Course> courseList = here.stream().map(RetryCourse::alone).toList();
        List<Played> bare = CourseRun.all(jvm.apply(jdk), Client.HTTP_CLIENT, courseList);
        List<Played> played = CourseRun.all(jvm.apply(jdk).agent(options), Client.HTTP_CLIENT, courseList);
        List<EventLine> told = events.read();
        List<DynamicNode> tests = new ArrayList<>();
        for (int i = 0; i < played.size(); i++) {
            Played without = bare.get(i);
            Played with = played.get(i);
            RetryCourse course = here.get(i);
            tests.add(dynamicTest(with.course().name(), () -> course.check(without, with, jdk, told)));
        }
        return dynamicContainer(jdk + ", " + name, tests);
    }
}
