package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.RetryMode.*;
import static io.resetguard.it.wire.RetryRow.*;
import static io.resetguard.it.wire.UrlConnectionPoints.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.wire.WirePoint.Sending;
import io.resetguard.it.wire.WirePoint.Server;
import io.resetguard.it.wire.WirePoint.Situation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** HttpURLConnection under each mode of {@code retry}: what the server receives, the application gets, the agent tells. */
final class RetryUrlConnectionPoints {
    private static final Sending GET = new Sending("GET", Request.of("GET"));
    private static final Sending POST = new Sending("POST", Request.of("POST"));
    private static final Sending PUT = new Sending("PUT", Request.of("PUT"));
    private static final Sending DELETE = new Sending("DELETE", Request.of("DELETE"));
    private static final Sending KEYED = POST.with("headers", "Idempotency-Key:one");
    private static final Sending X_KEYED = POST.with("headers", "x-idempotency-key:one");
    private static final List<Sending> ENTRIES = List.of(
            GET.with("entry", "getInputStream"),
            GET.with("entry", "getHeaderField"),
            GET.with("entry", "connect"),
            GET,
            new Sending("OPTIONS", Request.of("OPTIONS")));
    private static final String TERMINATED =
            "SSLHandshakeException: Remote host terminated the handshake <- EOFException: SSL peer shut down incorrectly";

    private RetryUrlConnectionPoints() {}

    static Stream<RetryRow> all() {
        return Stream.of(handshake(), beforeResponse(Server.PLAIN), beforeResponse(Server.TLS), inResponse(), upload())
                .flatMap(rows -> rows);
    }

    /** Nothing was sent: any request, also one that streams its body. */
    private static Stream<RetryRow> handshake() {
        List<Sending> any = Stream.of(BUFFERED, STREAMED, ENTRIES, List.of(KEYED, POST.with("entry", "connect")))
                .flatMap(List::stream)
                .toList();
        return Stream.of(
                        handshake(any, "RST", RESET_IN_TLS_HANDSHAKE.step(), "rst", RESET),
                        handshake(any, "FIN", CLOSE_IN_TLS_HANDSHAKE.step(), "eof", TERMINATED))
                .flatMap(rows -> rows);
    }

    private static Stream<RetryRow> handshake(
            List<Sending> any, String what, ServerStep step, String signal, String error) {
        String phase = "tls_handshake";
        Expectation failed = failing(sent(0), error)
                .until(8, jdk -> what.equals("RST") ? failing(jdk, "SSLException: Connection reset <- " + RESET) : jdk);
        Function<RetryMode, Expectation> once = mode -> mode == OFF
                ? failed.connected(1).tells(exactly(surfacedWithoutRetry(phase, signal)))
                : sent(1).connected(2).gets(ANSWERED).tells(exactly(retried(phase, signal, "P0", "200")));
        Function<RetryMode, Expectation> always = mode -> mode == OFF
                ? failed.connected(1).tells(exactly(surfacedWithoutRetry(phase, signal)))
                : failed.connected(3)
                        .tells(exactly(
                                retried(phase, signal, "P0", ""),
                                retried(phase, signal, "P0", ""),
                                surfaced(phase, signal, "max_reached")));
        return Stream.of(
                new RetryRow(secured(what + " in the TLS handshake, first time", step, RESPOND.step()), any, once),
                new RetryRow(secured(what + " in the TLS handshake, always", step), any, always));
    }

    /** The JDK sends a second time by itself, a POST too; what comes after that is the agent's to decide. */
    private static Stream<RetryRow> beforeResponse(Server server) {
        return Stream.of(
                        beforeResponse(server, "RST", RESET_BEFORE_RESPONSE.step(), "rst", RESET),
                        beforeResponse(server, "FIN", CLOSE_BEFORE_RESPONSE.step(), "eof|tls_close", END_OF_FILE))
                .flatMap(rows -> rows);
    }

    private static Stream<RetryRow> beforeResponse(
            Server server, String what, ServerStep step, String signal, String error) {
        String phase = "await_response";
        Situation twice = when(server, what + " before the response, twice", step, step, RESPOND.step());
        Situation always = when(server, what + " before the response, always", step);
        Situation reused = whenReused(what + " before the response, reused, twice", RESPOND.step(), step, step);
        Expectation failed = failing(sent(2).connected(2), error)
                .until(
                        8,
                        jdk -> server == Server.TLS && what.equals("RST")
                                ? failing(jdk, "SSLException: Connection reset <- " + RESET)
                                : jdk);
        Function<RetryMode, Expectation> safe = mode -> mode == FRESH
                ? sent(3).connected(3)
                        .gets(ANSWERED)
                        .tells(exactly(resent(phase, signal), retried(phase, signal, "U", "200")))
                : failed.tells(notAgain(mode, phase, signal, "fresh_connection"));
        Function<RetryMode, Expectation> safeAlways = mode -> mode == FRESH
                ? failed.sentInstead(3)
                        .connected(3)
                        .tells(exactly(
                                resent(phase, signal),
                                retried(phase, signal, "U", ""),
                                surfaced(phase, signal, "retried_before")))
                : failed.tells(notAgain(mode, phase, signal, "fresh_connection"));
        Function<RetryMode, Expectation> unsafe = mode -> failed.tells(notAgain(mode, phase, signal, "not_idempotent"));
        Function<RetryMode, Expectation> idempotent = mode -> failed.tells(
                notAgain(mode, phase, signal, mode == FRESH ? "not_safe_on_fresh_connection" : "fresh_connection"));
        Function<RetryMode, Expectation> streamed = mode -> failed.sentInstead(1)
                .connected(1)
                .tells(
                        mode == OFF
                                ? exactly(surfacedWithoutRetry(phase, signal))
                                : exactly(surfaced(phase, signal, "body_not_replayable")));
        Stream<RetryRow> fresh = Stream.of(
                new RetryRow(twice, ENTRIES, safe),
                new RetryRow(always, ENTRIES, safeAlways),
                new RetryRow(always, List.of(POST), unsafe),
                new RetryRow(always, List.of(PUT, DELETE, KEYED), idempotent),
                new RetryRow(always, STREAMED, streamed));
        // The JDK's own second send went on a fresh connection, and that is the one that counts.
        Stream<RetryRow> old = server == Server.TLS
                ? Stream.of()
                : Stream.of(
                        new RetryRow(reused, List.of(POST), unsafe),
                        new RetryRow(reused, List.of(PUT, DELETE, KEYED), idempotent),
                        new RetryRow(reused, STREAMED, streamed));
        return Stream.concat(fresh, old);
    }

    private static EventRule notAgain(RetryMode mode, String phase, String signal, String reason) {
        EventPattern[] end =
                switch (mode) {
                    case OFF -> surfacedWithoutRetry(phase, signal);
                    case PROVEN -> surfaced(phase, signal, "not_proven");
                    default -> surfaced(phase, signal, reason);
                };
        return exactly(resent(phase, signal), end);
    }

    /** An answer had begun: the agent adds nothing to what the JDK does. */
    private static Stream<RetryRow> inResponse() {
        List<Sending> buffered = List.of(GET, POST, KEYED, PUT);
        String begun = "response_had_begun";
        return Stream.of(
                new RetryRow(
                        when(Server.PLAIN, "RST in the status line", RESET_IN_STATUS_LINE.step()),
                        buffered,
                        mode -> sent(2).connected(2)
                                .gets(RESET)
                                .tells(
                                        mode == OFF
                                                ? EventRule.surfaced("read_head", "rst")
                                                : exactly(
                                                        resent("read_head", "rst"),
                                                        surfaced("read_head", "rst", begun)))),
                new RetryRow(
                        when(Server.PLAIN, "FIN in the head", CLOSE_IN_HEAD.step()),
                        buffered,
                        mode -> sent(1).connected(1)
                                .gets("200/0")
                                .tells(
                                        mode == OFF
                                                ? exactly(surfacedWithoutRetry("read_head", "eof"))
                                                : exactly(surfaced("read_head", "eof", begun)))),
                new RetryRow(
                        when(Server.PLAIN, "RST in the body", RESET_IN_BODY.step()),
                        buffered,
                        mode -> sent(1).connected(1)
                                .gets("200/4 " + RESET)
                                .tells(
                                        mode == OFF
                                                ? EventRule.truncated("rst")
                                                : EventRule.exactly(
                                                        EventPattern.truncatedBody("rst"), suppressed(begun)))));
    }

    /** The write fails, the JDK writes all of it once more on a new connection, and that write fails as well. */
    private static Stream<RetryRow> upload() {
        Situation situation = when(
                Server.PLAIN,
                "RST of an upload, twice",
                RESET_DURING_UPLOAD.step().cutAfter(1000),
                RESET_DURING_UPLOAD.step().cutAfter(1000),
                RESPOND.step());
        String phase = "write_body|await_response";
        String signal = "rst|broken_pipe|eof";
        Expectation failed = sent(2).connected(2).gets(CANNOT_WRITE);
        return Stream.of(
                new RetryRow(
                        situation,
                        List.of(new Sending("OPTIONS", Request.of("OPTIONS")).with("body", 8_000_000)),
                        mode -> mode == FRESH
                                ? sent(3).connected(3)
                                        .gets(ANSWERED)
                                        .tells(exactly(resent(phase, signal), retried(phase, signal, "U", "200")))
                                : failed.tells(notAgain(mode, phase, signal, "fresh_connection"))),
                new RetryRow(
                        situation,
                        List.of(POST.with("body", 8_000_000)),
                        mode -> failed.tells(notAgain(mode, phase, signal, "not_idempotent"))));
    }

    /** With {@code -Dsun.net.http.retryPost=false}: there the agent is the only one that sends a POST again. */
    static Stream<RetryRow> withoutRetryPost() {
        String phase = "await_response";
        Situation once = whenReused("stale, once", RESPOND.step(), RESET_BEFORE_RESPONSE.step(), RESPOND.step());
        Situation always = whenReused("stale, always", RESPOND.step(), RESET_BEFORE_RESPONSE.step());
        Expectation failed = sent(1).connected(1).gets(RESET);
        Function<RetryMode, Expectation> keyed = mode -> mode.is(IDEMPOTENT, FRESH)
                ? sent(2).connected(2).gets(ANSWERED).tells(exactly(retried(phase, "rst", "S", "200")))
                : failed.tells(onlyOnce(mode, phase, ""));
        Function<RetryMode, Expectation> keyedAlways = mode -> mode.is(IDEMPOTENT, FRESH)
                ? failed.sentInstead(2)
                        .connected(2)
                        .tells(exactly(
                                retried(phase, "rst", "S", ""),
                                surfaced(
                                        phase,
                                        "rst",
                                        mode == FRESH ? "not_safe_on_fresh_connection" : "fresh_connection")))
                : failed.tells(onlyOnce(mode, phase, ""));
        return Stream.of(
                new RetryRow(once, List.of(KEYED, X_KEYED), keyed),
                new RetryRow(always, List.of(KEYED), keyedAlways),
                new RetryRow(once, List.of(POST), mode -> failed.tells(onlyOnce(mode, phase, "not_idempotent"))));
    }

    private static EventRule onlyOnce(RetryMode mode, String phase, String reason) {
        return switch (mode) {
            case OFF -> exactly(surfacedWithoutRetry(phase, "rst"));
            case PROVEN -> exactly(surfaced(phase, "rst", "not_proven"));
            default -> exactly(surfaced(phase, "rst", reason));
        };
    }

    /** Where the application asked for a header first, it gets what the JDK remembers: a copy with the first as cause. */
    private static Expectation failing(Expectation expected, String error) {
        return expected.gets(error, error.split(" <- ")[0] + " <- " + error);
    }

    private static Situation secured(String name, ServerStep... steps) {
        return when(Server.TLS, name, steps);
    }

    private static Situation when(Server server, String name, ServerStep... steps) {
        return WirePoint.when(Client.HTTP_URL_CONNECTION, server, server == Server.TLS ? name + ", TLS" : name, steps);
    }

    private static Situation whenReused(String name, ServerStep... steps) {
        return WirePoint.whenReused(Client.HTTP_URL_CONNECTION, name, steps);
    }
}
