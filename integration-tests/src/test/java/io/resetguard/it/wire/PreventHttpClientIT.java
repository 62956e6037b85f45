package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
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
            String name, List<GuardedCourse> courses, Path directory, String... options) {
        String[] all =
                Stream.concat(Stream.of("prevent=on"), Stream.of(options)).toArray(String[]::new);
        return Jdks.all()
                .filter(Client.HTTP_CLIENT::on)
                .map(jdk -> GuardedCourse.rows(
                        jdk, Client.HTTP_CLIENT.workload(), name, courses, directory, jvm -> jvm, all));
    }
}
