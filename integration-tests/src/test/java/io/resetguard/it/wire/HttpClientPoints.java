package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.wire.WirePoint.Sending;
import io.resetguard.it.wire.WirePoint.Server;
import io.resetguard.it.wire.WirePoint.Situation;
import java.util.List;
import java.util.stream.Stream;

/** java.net.http.HttpClient over HTTP/1.1, which sends a GET or HEAD without an answer once more; since 26 four times. */
final class HttpClientPoints {
    private static final String END_OF_FILE = "EOFException: EOF reached while reading";
    private static final String ANSWERED = "200/100";
    /** Everything that an RST during a write can look like. */
    private static final String ANY_ENDING =
            "(SocketException: Connection reset|IOException: (Connection reset by peer|Broken pipe)|" + END_OF_FILE
                    + ")";

    private static final String LENGTH = twice("IOException: fixed content-length: 100, bytes received: 4");
    private static final String NO_BYTES = twice("IOException: HTTP/1.1 header parser received no bytes");

    private static final List<Sending> REPEATED = List.of(new Sending("GET", Request.of("GET")));
    private static final List<Sending> ONCE = List.of(
            new Sending("POST", Request.of("POST")),
            new Sending("PUT", Request.of("PUT")),
            new Sending("DELETE", Request.of("DELETE")));
    private static final List<Sending> KEYED = List.of(ONCE.get(0).with("headers", "Idempotency-Key:one"));
    private static final List<Sending> ANY =
            Stream.concat(REPEATED.stream(), ONCE.stream()).toList();

    private HttpClientPoints() {}

    /** send() wraps what sendAsync() fails with in another of its kind. */
    private static String twice(String exception) {
        return exception + " <- " + exception + " <- ";
    }

    /** An RST that a read meets: how it is called changed after 11. */
    private static Expectation reset(Expectation expectation, String before) {
        return expectation
                .gets(Expectation.literally(before, "SocketException: Connection reset"))
                .until(16, jdk -> jdk.gets(Expectation.literally(before, "IOException: Connection reset by peer")));
    }

    static Stream<WirePoint> beforeResponse() {
        Expectation rst = reset(sent(1).tells(EventRule.surfaced("await_response", "rst")), NO_BYTES);
        Expectation fin = sent(1).gets(Expectation.literally(NO_BYTES, END_OF_FILE))
                .tells(EventRule.surfaced("await_response", "eof"));
        return Stream.concat(
                endings("RST before the response", RESET_BEFORE_RESPONSE.step(), rst, "rst"),
                endings("FIN before the response", CLOSE_BEFORE_RESPONSE.step(), fin, "eof"));
    }

    private static Stream<WirePoint> endings(String what, ServerStep step, Expectation once, String signal) {
        Expectation repeated = once.sentInstead(2).connected(2).from(26, jdk -> jdk.sentInstead(5)
                .connected(5));
        Expectation hidden = sent(2).connected(2).gets(ANSWERED).tells(EventRule.hidden("await_response", signal));
        Situation freshAlways = fresh(what + ", fresh, always", step);
        Situation freshFirst = fresh(what + ", fresh, first time", step, RESPOND.step());
        Situation reusedAlways = reused(what + ", reused, always", RESPOND.step(), step);
        Situation reusedFirst = reused(what + ", reused, first time", RESPOND.step(), step, RESPOND.step());
        return Stream.of(
                        freshAlways.toEither(REPEATED, repeated),
                        freshAlways.toEither(ONCE, once.connected(1)),
                        freshAlways.to(KEYED, once.connected(1)),
                        freshFirst.toEither(REPEATED, hidden),
                        freshFirst.to(List.of(new Sending("HEAD", Request.of("HEAD"))), hidden.gets("200/0")),
                        freshFirst.to(modes(), hidden),
                        freshFirst.toEither(ONCE, once.connected(1)),
                        reusedAlways.toEither(REPEATED, repeated),
                        reusedAlways.toEither(ONCE, once.connected(1)),
                        reusedAlways.to(KEYED, once.connected(1)),
                        reusedFirst.toEither(REPEATED, hidden),
                        reusedFirst.toEither(ONCE, once.connected(1)),
                        reusedFirst.to(KEYED, once.connected(1)))
                .flatMap(rows -> rows);
    }

    /** The JDK understands the word only where it stands alone. */
    static Stream<WirePoint> afterClose() {
        ServerStep closing = RESPOND.step().withHeader("Connection: close, x-hop");
        Situation unseen = reused(
                "RST after a close that the JDK overlooks", closing, RESET_BEFORE_RESPONSE.step(), RESPOND.step());
        Expectation once = reset(sent(1).connected(1).tells(EventRule.surfaced("await_response", "rst")), NO_BYTES);
        EventPattern resent = EventPattern.jdkResend().with("retry_tier", "P1");
        return Stream.of(
                        unseen.toEither(
                                REPEATED,
                                sent(2).connected(2)
                                        .gets(ANSWERED)
                                        .tells(EventRule.exactly(
                                                EventPattern.peerReset("jdk_resent", "await_response", "rst"),
                                                resent))),
                        unseen.toEither(ONCE, once),
                        unseen.to(KEYED, once))
                .flatMap(rows -> rows);
    }

    /** Ways to send that change neither what goes on the wire nor what comes of it. */
    private static List<Sending> modes() {
        Sending get = REPEATED.get(0);
        return List.of(get.with("read", "stream"), get.with("executor", "user"));
    }

    static Stream<WirePoint> inResponse() {
        String statusLine =
                twice("IOException: parsing HTTP/1.1 status line, receiving [HTT], parser state [STATUS_LINE]");
        String head = twice("IOException: parsing HTTP/1.1 header, receiving [X-Cut:...], parser state [HEADER]");
        String chunk = twice("IOException: chunked transfer encoding, state: READING_DATA");
        Expectation once = sent(1).connected(1);
        Expectation inHead = once.tells(EventRule.surfaced("read_head", "rst"));
        Expectation bodyReset = once.tells(EventRule.truncated("rst"));
        Expectation bodyClosed = once.tells(EventRule.truncated("eof"));
        return Stream.of(
                        fresh("RST in the status line", RESET_IN_STATUS_LINE.step())
                                .toEither(ANY, reset(inHead, statusLine)),
                        fresh("RST in the head", RESET_IN_HEAD.step()).toEither(ANY, reset(inHead, head)),
                        fresh("FIN in the head", CLOSE_IN_HEAD.step())
                                .toEither(
                                        ANY,
                                        once.gets(Expectation.literally(head, END_OF_FILE))
                                                .tells(EventRule.surfaced("read_head", "eof"))),
                        fresh("RST in the body", RESET_IN_BODY.step()).toEither(ANY, reset(bodyReset, LENGTH)),
                        fresh("FIN in the body", CLOSE_IN_BODY.step())
                                .toEither(ANY, bodyClosed.gets(Expectation.literally(LENGTH, END_OF_FILE))),
                        fresh("RST in a chunked body", RESET_IN_CHUNKED_BODY.step())
                                .toEither(ANY, reset(bodyReset, chunk)),
                        fresh("FIN in a chunked body", CLOSE_IN_CHUNKED_BODY.step())
                                .toEither(ANY, bodyClosed.gets(Expectation.literally(chunk, END_OF_FILE))))
                .flatMap(rows -> rows);
    }

    static Stream<WirePoint> duringUpload() {
        Sending upload = ONCE.get(0).with("body", 8_000_000);
        String failed = Expectation.literally(NO_BYTES) + ANY_ENDING;
        Expectation once = sent(1).connected(1);
        EventPattern told = EventPattern.peerReset("surfaced", "write_body|await_response", "rst|broken_pipe|eof");
        return Stream.of(
                        fresh("RST during an upload", RESET_DURING_UPLOAD.step().cutAfter(1000))
                                .toEither(
                                        List.of(upload),
                                        once.gets(failed)
                                                .tells(EventRule.exactly(told))
                                                .because("the write or the read sees it first")),
                        fresh(
                                        "early 413 and close during an upload",
                                        EARLY_413_AND_CLOSE.step().cutAfter(1000))
                                .toEither(
                                        List.of(upload),
                                        once.gets("413/100", failed)
                                                .tells(EventRule.atLeast())
                                                .because("the answer is read before the RST erases it, or not")))
                .flatMap(rows -> rows);
    }

    static Stream<WirePoint> whileIdle() {
        Expectation noticed = sent(1).connected(2).gets(ANSWERED).because("the pool watches its idle connections");
        return Stream.of(CLOSE_WHILE_IDLE, RESET_WHILE_IDLE, UNSOLICITED_408)
                .flatMap(effect ->
                        reused(effect + "", effect.step(), RESPOND.step()).toEither(ANY, noticed));
    }

    static Stream<WirePoint> connecting() {
        String noBytes = Expectation.literally(NO_BYTES);
        String terminated = "SSLHandshakeException: Remote host terminated the handshake";
        String connectReset = "ConnectException: Connection reset by peer( \\(connect failed\\))? <- .*";
        String plaintext = "Exception: Unrecognized SSL message, plaintext connection\\?";
        Expectation nothingArrives = sent(0).connected(1);
        Expectation finInTls = nothingArrives
                .gets(terminated + " <- " + terminated)
                .tells(EventRule.surfaced("tls_handshake", "eof").cause("tls_handshake"))
                .until(16, jdk -> jdk.gets(noBytes + terminated));
        Expectation rstInTls = nothingArrives
                .gets(twice(terminated) + "SocketException: Connection reset")
                .tells(EventRule.surfaced("tls_handshake", "rst").cause("tls_handshake"))
                .until(
                        16,
                        jdk -> jdk.gets(
                                "IOException: Connection reset by peer <- IOException: Connection reset by peer"));
        return Stream.of(
                        fresh("RST on accept", RESET_ON_ACCEPT.step())
                                .toEither(
                                        ANY,
                                        sent(0).connected(1, 2, 3, 4, 5)
                                                .gets(noBytes + ANY_ENDING, connectReset)
                                                .tells(EventRule.atLeast(EventPattern.peerReset(
                                                        "surfaced",
                                                        "connect|write_head|write_body|await_response",
                                                        "rst|eof|broken_pipe")))
                                                .because("the RST arrives before, between or after the writes")),
                        secured("RST in the TLS handshake", RESET_IN_TLS_HANDSHAKE.step())
                                .toEither(ANY, rstInTls),
                        secured("RST in the TLS handshake, first time", RESET_IN_TLS_HANDSHAKE.step(), RESPOND.step())
                                .toEither(ANY, rstInTls),
                        secured("FIN in the TLS handshake", CLOSE_IN_TLS_HANDSHAKE.step())
                                .toEither(ONCE, finInTls),
                        secured("FIN in the TLS handshake", CLOSE_IN_TLS_HANDSHAKE.step())
                                .toEither(REPEATED, finInTls.connected(2).from(26, jdk -> jdk.connected(5))),
                        secured("plain text on TLS", PLAINTEXT_ON_TLS.step())
                                .toEither(
                                        ANY,
                                        nothingArrives
                                                .connected(1, 2)
                                                .gets(
                                                        "SSL" + plaintext + " <- SSL" + plaintext,
                                                        noBytes + "SSL" + plaintext)
                                                .tells(EventRule.atLeast())
                                                .because("not a reset; wrong_scheme_or_port may be told;"
                                                        + " where the peer's close comes first, the JDK connects again")
                                                .until(
                                                        16,
                                                        jdk -> jdk.gets(
                                                                "(IO|SSL)" + plaintext + " <- SSL" + plaintext,
                                                                noBytes + "SSL" + plaintext))),
                        secured("RST before the response, TLS", RESET_BEFORE_RESPONSE.step(), RESPOND.step())
                                .toEither(
                                        REPEATED,
                                        sent(2).connected(2)
                                                .gets(ANSWERED)
                                                .tells(EventRule.hidden("await_response", "rst"))),
                        secured("RST in the body, TLS", RESET_IN_BODY.step())
                                .toEither(ANY, reset(sent(1).connected(1).tells(EventRule.truncated("rst")), LENGTH)),
                        secured(
                                        "FIN without close_notify in the body, TLS",
                                        CLOSE_IN_BODY.step().withoutCloseNotify())
                                .toEither(
                                        ANY,
                                        sent(1).connected(1)
                                                .gets(Expectation.literally(LENGTH, END_OF_FILE))
                                                .tells(EventRule.truncated("eof"))),
                        secured("close_notify in the body", CLOSE_IN_BODY.step())
                                .toEither(
                                        ANY,
                                        sent(1).connected(1)
                                                .gets(Expectation.literally(LENGTH, END_OF_FILE))
                                                .tells(EventRule.truncated("tls_close|eof"))))
                .flatMap(rows -> rows);
    }

    private static Situation fresh(String name, ServerStep... steps) {
        return WirePoint.when(Client.HTTP_CLIENT, Server.PLAIN, name, steps);
    }

    private static Situation reused(String name, ServerStep... steps) {
        return WirePoint.whenReused(Client.HTTP_CLIENT, name, steps);
    }

    private static Situation secured(String name, ServerStep... steps) {
        return WirePoint.when(Client.HTTP_CLIENT, Server.TLS, name, steps);
    }
}
