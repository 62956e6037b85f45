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

/** HttpURLConnection, which sends every request that it has buffered once more. */
final class UrlConnectionPoints {
    static final String RESET = "SocketException: Connection reset";
    static final String END_OF_FILE = "SocketException: Unexpected end of file from server";
    static final String CANNOT_WRITE = "IOException: Error writing to server";
    private static final String CANNOT_WRITE_BODY = "IOException: Error writing request body to server";
    static final String ANSWERED = "200/100";

    private static final Sending POST = new Sending("POST", Request.of("POST"));
    static final List<Sending> BUFFERED = List.of(
            new Sending("GET", Request.of("GET")),
            POST,
            new Sending("PUT", Request.of("PUT")),
            new Sending("DELETE", Request.of("DELETE")));
    private static final Sending POST_FIXED = POST.with("streaming", "fixed");
    private static final Sending POST_CHUNKED = POST.with("streaming", "chunked");
    private static final Sending PUT_FIXED = new Sending("PUT", Request.of("PUT")).with("streaming", "fixed");
    static final List<Sending> STREAMED = List.of(POST_FIXED, POST_CHUNKED, PUT_FIXED);
    private static final Sending KEYED = POST.with("headers", "Idempotency-Key:one");
    /** Whichever method the application calls first; {@link #BUFFERED} has getResponseCode and getOutputStream. */
    static final List<Sending> ENTRIES = Stream.of(BUFFERED.get(0), POST)
            .flatMap(sending -> Stream.of("getInputStream", "getHeaderField", "connect", "getErrorStream")
                    .map(entry -> sending.with("entry", entry)))
            .toList();

    private UrlConnectionPoints() {}

    static Stream<WirePoint> beforeResponse() {
        return Stream.of(
                        endings(
                                "RST before the response",
                                RESET_BEFORE_RESPONSE.step(),
                                "await_response",
                                "rst",
                                RESET),
                        endings(
                                "FIN before the response",
                                CLOSE_BEFORE_RESPONSE.step(),
                                "await_response",
                                "eof",
                                END_OF_FILE),
                        endings("RST in the status line", RESET_IN_STATUS_LINE.step(), "read_head", "rst", RESET),
                        endings(
                                "RST in the head",
                                RESET_IN_HEAD.step(),
                                "read_head",
                                "rst",
                                "200/0 " + RESET + " <- " + RESET))
                .flatMap(rows -> rows);
    }

    /** The same ending on a fresh and on a reused connection, once and again and again. */
    private static Stream<WirePoint> endings(String what, ServerStep step, String phase, String signal, String error) {
        Expectation once = sent(1).gets(error).tells(EventRule.surfaced(phase, signal));
        Expectation twice = once.sentInstead(2);
        Expectation hidden = sent(2).connected(2).gets(ANSWERED).tells(EventRule.hidden(phase, signal));
        Situation freshAlways = fresh(what + ", fresh, always", step);
        Situation freshFirst = fresh(what + ", fresh, first time", step, RESPOND.step());
        Situation reusedAlways = reused(what + ", reused, always", RESPOND.step(), step);
        Situation reusedFirst = reused(what + ", reused, first time", RESPOND.step(), step, RESPOND.step());
        return Stream.of(
                        freshAlways.to(BUFFERED, twice.connected(2)),
                        freshAlways.to(ENTRIES, twice.connected(2)),
                        freshAlways.to(List.of(KEYED), twice.connected(2)),
                        freshAlways.to(STREAMED, once.connected(1)),
                        freshFirst.to(BUFFERED, hidden),
                        freshFirst.to(ENTRIES, hidden),
                        freshFirst.to(STREAMED, once.connected(1)),
                        reusedAlways.to(BUFFERED, twice.connected(2)),
                        reusedAlways.to(ENTRIES, twice.connected(2)),
                        reusedAlways.to(List.of(KEYED), twice.connected(2)),
                        reusedAlways.to(STREAMED, once.connected(1)),
                        reusedFirst.to(BUFFERED, hidden),
                        reusedFirst.to(ENTRIES, hidden),
                        reusedFirst.to(STREAMED, once.connected(1)))
                .flatMap(rows -> rows);
    }

    /** The JDK looks at the last of several fields; a proxy that adds one of its own makes such a response. */
    static Stream<WirePoint> afterClose() {
        ServerStep closing = RESPOND.step().withHeader("Connection: close").withHeader("Connection: keep-alive");
        Situation unseen = reused(
                "RST after a close that the JDK overlooks", closing, RESET_BEFORE_RESPONSE.step(), RESPOND.step());
        EventPattern resent = EventPattern.jdkResend().with("retry_tier", "P1");
        return Stream.concat(
                unseen.to(
                        BUFFERED,
                        sent(2).connected(2)
                                .gets(ANSWERED)
                                .tells(EventRule.exactly(
                                        EventPattern.peerReset("jdk_resent", "await_response", "rst"), resent))),
                unseen.to(
                        STREAMED, sent(1).connected(1).gets(RESET).tells(EventRule.surfaced("await_response", "rst"))));
    }

    static Stream<WirePoint> inResponse() {
        List<Sending> any =
                Stream.of(BUFFERED, STREAMED, ENTRIES).flatMap(List::stream).toList();
        EventPattern cutHead = new EventPattern("peer_reset", java.util.Map.of("phase", "read_head", "signal", "eof"));
        EventPattern cutSomewhere = new EventPattern("peer_reset|truncated_body", java.util.Map.of("signal", "eof"));
        Expectation once = sent(1).connected(1);
        return Stream.of(
                        fresh("FIN in the head", CLOSE_IN_HEAD.step())
                                .to(
                                        any,
                                        once.gets("200/0")
                                                .tells(EventRule.exactly(cutHead))
                                                .because("the JDK takes what there is of the head for a whole one")),
                        fresh(
                                        "FIN in the head, after Content-Length",
                                        CLOSE_IN_HEAD.step().withHeader("Content-Length: 100"))
                                .to(
                                        any,
                                        once.gets("200/0")
                                                .tells(EventRule.exactly(cutSomewhere))
                                                .because("as above, and the body is cut before its first byte")
                                                .from(25, jdk -> jdk.gets("200/0 IOException: Premature EOF"))),
                        fresh("RST in the body", RESET_IN_BODY.step())
                                .to(any, once.gets("200/4 " + RESET).tells(EventRule.truncated("rst"))),
                        fresh("FIN in the body", CLOSE_IN_BODY.step())
                                .to(
                                        any,
                                        once.gets("200/4")
                                                .tells(EventRule.truncated("eof"))
                                                .because("before 25 the JDK does not look at the announced length")
                                                .from(25, jdk -> jdk.gets("200/4 IOException: Premature EOF"))),
                        fresh("RST in a chunked body", RESET_IN_CHUNKED_BODY.step())
                                .to(any, once.gets("200/4 " + RESET).tells(EventRule.truncated("rst"))),
                        fresh("FIN in a chunked body", CLOSE_IN_CHUNKED_BODY.step())
                                .to(
                                        any,
                                        once.gets("200/4 IOException: Premature EOF")
                                                .tells(EventRule.truncated("eof"))))
                .flatMap(rows -> rows);
    }

    static Stream<WirePoint> duringUpload() {
        return Stream.of(EARLY_413_AND_CLOSE, RESET_DURING_UPLOAD).flatMap(effect -> {
            EventRule told = EventRule.surfaced("write_body|await_response", "rst|broken_pipe|eof");
            Expectation once = sent(1).connected(1).tells(told);
            Situation upload = fresh(effect + " of an upload", effect.step().cutAfter(1000));
            List<Sending> streamed = List.of(large(POST_FIXED), large(POST_CHUNKED), large(PUT_FIXED));
            Sending stillReading = large(POST_FIXED).with("afterWriteError", "read");
            return Stream.of(
                            upload.to(
                                    List.of(large(POST)),
                                    sent(2).connected(2).gets(CANNOT_WRITE).tells(told)),
                            upload.to(streamed, once.gets(CANNOT_WRITE_BODY)),
                            upload.to(
                                    List.of(stillReading),
                                    once.gets("IOException: Incomplete output stream")
                                            .because(
                                                    "after a failed write the JDK does not read the answer, even if there is one")))
                    .flatMap(rows -> rows);
        });
    }

    private static Sending large(Sending sending) {
        return sending.with("body", 8_000_000);
    }

    static Stream<WirePoint> whileIdle() {
        List<Sending> checked = List.of(POST_FIXED, POST_CHUNKED);
        Expectation recovered = sent(1).connected(2).gets(ANSWERED);
        Situation closed = reused("FIN while idle", CLOSE_WHILE_IDLE.step(), RESPOND.step());
        Situation reset = reused("RST while idle", RESET_WHILE_IDLE.step(), RESPOND.step());
        return Stream.of(
                        closed.to(BUFFERED, recovered.tells(EventRule.hiddenBeforeArrival())),
                        closed.to(ENTRIES, recovered.tells(EventRule.hiddenBeforeArrival())),
                        closed.to(checked, recovered.because("only a streamed POST looks at the connection first")),
                        closed.to(
                                List.of(PUT_FIXED),
                                sent(0).connected(1)
                                        .gets(END_OF_FILE)
                                        .tells(EventRule.surfaced(
                                                "write_head|write_body|await_response", "eof|rst|broken_pipe"))),
                        reset.to(BUFFERED, recovered.tells(EventRule.hiddenBeforeArrival())),
                        reset.to(ENTRIES, recovered.tells(EventRule.hiddenBeforeArrival())),
                        reset.to(checked, recovered.because("only a streamed POST looks at the connection first")),
                        reset.to(
                                List.of(PUT_FIXED),
                                recovered
                                        .tells(EventRule.hiddenBeforeArrival())
                                        .because(
                                                "the head cannot be written, which is a re-send that streaming does not prevent")),
                        reused("408 while idle", UNSOLICITED_408.step(), RESPOND.step())
                                .to(
                                        BUFFERED.subList(0, 1),
                                        sent(0).connected(1)
                                                .gets("408/0")
                                                .tells(EventRule.atLeast())
                                                .because("the answer to nobody is taken for the next request's")))
                .flatMap(rows -> rows);
    }

    static Situation fresh(String name, ServerStep... steps) {
        return WirePoint.when(Client.HTTP_URL_CONNECTION, Server.PLAIN, name, steps);
    }

    private static Situation reused(String name, ServerStep... steps) {
        return WirePoint.whenReused(Client.HTTP_URL_CONNECTION, name, steps);
    }
}
