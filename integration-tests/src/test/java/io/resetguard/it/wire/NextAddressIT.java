package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.RESPOND;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A host with two addresses, of which the first refuses: the clients of the JDK alone never try the second. */
class NextAddressIT {
    private static final String REFUSED = "ConnectException: .*";

    private static final ServerStep ANSWERS = RESPOND.step();
    private static final ServerStep CLOSES = RESPOND.step().withHeader("Connection: close");

    private static final Request GET = Request.of("GET");
    private static final Request POST = Request.of("POST");

    private static Path hosts(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("hosts"),
                """
                127.0.0.2 second.test
                127.0.0.1 second.test
                127.0.0.2 neither.test
                127.0.0.3 neither.test
                127.0.0.1 first.test
                127.0.0.2 first.test
                127.0.0.2 only.test
                """);
    }

    @TestFactory
    Stream<DynamicNode> theNextAddressIsTried(@TempDir Path directory) throws IOException {
        return rows("proven", directory, "retry=proven");
    }

    @TestFactory
    Stream<DynamicNode> notOfOtherHosts(@TempDir Path directory) throws IOException {
        return rows("other hosts", directory, "retry=idempotent", "hosts.exclude=*.test");
    }

    private static Stream<DynamicNode> rows(String name, Path directory, String... options) throws IOException {
        Path hosts = hosts(directory);
        boolean excluded = Arrays.toString(options).contains("exclude");
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> GuardedCourse.rows(
                        jdk,
                        program(jdk, client),
                        name + ", " + client.label(),
                        excluded ? untouched(client) : courses(client),
                        directory,
                        jvm -> jvm.jvm("-Djdk.net.hosts.file=" + hosts),
                        options)));
    }

    private static String program(Jdk jdk, Client client) {
        return jdk.feature() == 8 ? "io.resetguard.workload.TwoAddresses" : client.workload();
    }

    private static List<GuardedCourse> courses(Client client) {
        Expectation fails = sent(0).connected(0).gets(REFUSED);
        // HttpClient connects a second time by itself, which is no send, and is not told.
        EventPattern retry = new EventPattern("retry", java.util.Map.of())
                .with("retry_tier", "P0")
                .with("reason", "next_address")
                .with("phase", "connect")
                .with("error", ".*Connection refused.*")
                .with("status", "200")
                .with("sends", "1");
        EventRule told = client == Client.HTTP_CLIENT ? EventRule.none() : EventRule.exactly(retry);
        Expectation works = sent(1).connected(1).gets("200/100").tells(told);
        String refusedTwice = REFUSED + " \\| " + REFUSED;
        return List.of(
                GuardedCourse.of(course(client, "GET", fails, "second.test", ANSWERS, GET), works),
                GuardedCourse.of(course(client, "POST", fails, "second.test", ANSWERS, POST), works),
                GuardedCourse.of(
                        course(
                                client,
                                "streamed PUT",
                                fails,
                                "second.test",
                                ANSWERS,
                                Request.of("PUT").with("streaming", "chunked")),
                        works),
                // Of the second request nothing is to be told: it dials the second address at once.
                GuardedCourse.of(
                        course(
                                client,
                                "twice, on connections of their own",
                                sent(0).connected(0).gets(refusedTwice),
                                "second.test",
                                CLOSES,
                                GET,
                                GET),
                        sent(2).connected(2).gets("200/100 \\| 200/100").tells(told)),
                GuardedCourse.unchanged(
                        course(
                                client,
                                "the first answers",
                                sent(2).connected(2).gets("200/100 \\| 200/100"),
                                "first.test",
                                CLOSES,
                                GET,
                                GET),
                        EventRule.none()),
                GuardedCourse.of(
                        course(client, "neither answers", fails, "neither.test", ANSWERS, POST),
                        fails.tells(
                                client == Client.HTTP_CLIENT
                                        ? EventRule.none()
                                        : EventRule.exactly(
                                                retry.with("status", "").with("sends", "0")))),
                GuardedCourse.unchanged(
                        course(client, "one address", fails, "only.test", ANSWERS, POST), EventRule.none()));
    }

    private static List<GuardedCourse> untouched(Client client) {
        return List.of(GuardedCourse.unchanged(
                course(client, "GET", sent(0).connected(0).gets(REFUSED), "second.test", ANSWERS, GET),
                EventRule.none()));
    }

    private static Course course(
            Client client, String name, Expectation alone, String host, ServerStep step, Request... requests) {
        return Course.of(
                client,
                name,
                scene -> {
                    ScriptedServer server = scene.server(step);
                    List<Result> results = new ArrayList<>();
                    for (Request request : requests) {
                        results.add(scene.sendTo(host, server, request));
                    }
                    return Seen.of(server.received().size(), server.connections(), results.toArray(Result[]::new));
                },
                alone);
    }
}
