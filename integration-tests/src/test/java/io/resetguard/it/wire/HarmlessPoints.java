package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.wire.WirePoint.Sending;
import io.resetguard.it.wire.WirePoint.Server;
import java.util.List;
import java.util.stream.Stream;

/** What is no peer reset, so that the agent has nothing to tell. */
final class HarmlessPoints {
    private static final Sending GET = new Sending("GET", Request.of("GET"));
    private static final Sending POST = new Sending("POST", Request.of("POST"));

    private HarmlessPoints() {}

    static Stream<WirePoint> of(Client client) {
        List<Sending> both = List.of(GET, POST);
        Expectation answered = sent(1).connected(1);
        return Stream.of(
                        plain(client, "answered", RESPOND.step()).to(both, answered.gets("200/100")),
                        plain(client, "Connection: close", RESPOND_CLOSE.step()).to(both, answered.gets("200/100")),
                        plain(client, "401", UNAUTHORIZED_401.step()).to(List.of(GET), answered.gets("401/100.*")),
                        plain(client, "404", RESPOND.step().withStatus(404)).to(both, answered.gets("404/100")),
                        plain(client, "503 and close", RESPOND_CLOSE.step().withStatus(503))
                                .to(both, answered.gets("503/100")),
                        plain(client, "204", RESPOND.step().withStatus(204)).to(both, answered.gets("204/0")),
                        plain(client, "100 Continue", CONTINUE_100.step())
                                .to(List.of(POST.with("expectContinue", true)), answered.gets("200/100")),
                        plain(client, "response read in part", RESPOND.step().withBody(100_000))
                                .to(List.of(GET.with("read", "partial")), answered.gets("200/2")),
                        plain(client, "read timeout", STALL.step())
                                .to(
                                        List.of(GET.with("timeoutMs", 300), POST.with("timeoutMs", 300)),
                                        answered.gets(
                                                "SocketTimeoutException: Read timed out",
                                                "HttpTimeoutException: request timed out( <- .*)?")),
                        plain(client, "cancelled by the application", STALL.step())
                                .to(
                                        List.of(GET.with("cancelAfterMs", 200)),
                                        answered.gets(
                                                        "SocketException: Socket closed( <- .*)?",
                                                        "ExecutionException: CancellationException: Request cancelled <- .*",
                                                        "(CancellationException: get <- )?CancellationException: null")
                                                // Of JDK 11 a cancel frees the caller only: the exchange goes on, until
                                                // the server really ends it.
                                                .when(
                                                        jdk -> client == Client.HTTP_CLIENT && jdk.feature() < 17,
                                                        eleven -> eleven.tells(EventRule.atLeast()))),
                        WirePoint.when(client, Server.TLS, "answered, TLS", RESPOND.step())
                                .to(both, answered.gets("200/100")),
                        WirePoint.when(client, Server.TLS_BY_WRONG_NAME, "certificate for another name", RESPOND.step())
                                .to(both, sent(0).connected(1).gets("(SSLHandshakeException|IOException): .*")),
                        WirePoint.when(client, Server.NOBODY, "refused", RESPOND.step())
                                .to(both, sent(0).connected(0).gets("ConnectException: .*")))
                .flatMap(rows -> rows);
    }

    private static WirePoint.Situation plain(Client client, String name, ServerStep... steps) {
        return WirePoint.when(client, Server.PLAIN, name, steps);
    }
}
