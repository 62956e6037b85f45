package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
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
    Stream<DynamicNode> blocked(@TempDir Path directory) {
        return rows("blocked", RetryHttpClientStreams.blocked(), directory, "jdk-resend=block");
    }

    @TestFactory
    Stream<DynamicNode> guard(@TempDir Path directory) {
        return rows("guard", RetryHttpClientStreams.guard(), directory, "mode=guard");
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
                jvm -> jvm.jvm("-Djdk.httpclient.enableAllMethodRetry=true"),
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

    private static Stream<DynamicNode> rows(
            String name, List<GuardedCourse> courses, Path directory, String... options) {
        return rows(jvm -> jvm, name, courses, directory, options);
    }

    private static Stream<DynamicNode> rows(
            UnaryOperator<ForkedJvm> jvm, String name, List<GuardedCourse> courses, Path directory, String... options) {
        return Jdks.all()
                .filter(Client.HTTP_CLIENT::on)
                .map(jdk ->
                        GuardedCourse.rows(jdk, Client.HTTP_CLIENT.workload(), name, courses, directory, jvm, options));
    }
}
