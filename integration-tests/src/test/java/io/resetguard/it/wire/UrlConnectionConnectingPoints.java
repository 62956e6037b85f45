package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;
import static io.resetguard.it.wire.UrlConnectionPoints.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.wire.WirePoint.Sending;
import io.resetguard.it.wire.WirePoint.Server;
import io.resetguard.it.wire.WirePoint.Situation;
import java.util.List;
import java.util.stream.Stream;

/** HttpURLConnection while it connects, and over TLS. */
final class UrlConnectionConnectingPoints {
    private UrlConnectionConnectingPoints() {}

    static Stream<WirePoint> connecting() {
        List<Sending> any =
                Stream.of(BUFFERED, STREAMED, ENTRIES).flatMap(List::stream).toList();
        String terminated = "SSLHandshakeException: Remote host terminated the handshake";
        Expectation nothingArrives = sent(0).connected(1);
        Expectation rstInTls = nothingArrives
                .gets(RESET)
                .tells(EventRule.surfaced("tls_handshake", "rst").cause("tls_handshake"))
                .until(8, jdk -> jdk.gets("SSLException: Connection reset <- " + RESET));
        return Stream.of(
                        fresh("RST on accept", RESET_ON_ACCEPT.step())
                                .to(
                                        any,
                                        sent(0).connected(1, 2, 3)
                                                .gets(
                                                        RESET,
                                                        END_OF_FILE,
                                                        CANNOT_WRITE,
                                                        RESET + " by peer( \\(connect failed\\))?")
                                                .tells(EventRule.atLeast(EventPattern.peerReset(
                                                        "surfaced",
                                                        "connect|write_head|write_body|await_response",
                                                        "rst|eof|broken_pipe")))
                                                .because("the RST arrives before, between or after the writes")),
                        secured("RST in the TLS handshake", RESET_IN_TLS_HANDSHAKE.step())
                                .to(any, rstInTls),
                        secured("RST in the TLS handshake, first time", RESET_IN_TLS_HANDSHAKE.step(), RESPOND.step())
                                .to(any, rstInTls),
                        secured("FIN in the TLS handshake", CLOSE_IN_TLS_HANDSHAKE.step())
                                .to(
                                        any,
                                        nothingArrives
                                                .gets(terminated + " <- EOFException: SSL peer shut down incorrectly")
                                                .tells(EventRule.surfaced("tls_handshake", "eof")
                                                        .cause("tls_handshake"))),
                        secured("plain text on TLS", PLAINTEXT_ON_TLS.step())
                                .to(
                                        any,
                                        nothingArrives
                                                .gets("SSLException: Unsupported or unrecognized SSL message")
                                                .tells(EventRule.atLeast())
                                                .because("not a reset; wrong_scheme_or_port may be told")),
                        secured("RST before the response, TLS", RESET_BEFORE_RESPONSE.step(), RESPOND.step())
                                .to(
                                        BUFFERED,
                                        sent(2).connected(2)
                                                .gets(ANSWERED)
                                                .tells(EventRule.hidden("await_response", "rst"))),
                        secured("RST in the body, TLS", RESET_IN_BODY.step())
                                .to(
                                        BUFFERED,
                                        sent(1).connected(1)
                                                .gets("200/4 " + RESET)
                                                .tells(EventRule.truncated("rst"))
                                                .until(
                                                        8,
                                                        jdk -> jdk.gets(
                                                                "200/4 SSLException: Connection reset <- " + RESET))),
                        secured(
                                        "FIN without close_notify in the body, TLS",
                                        CLOSE_IN_BODY.step().withoutCloseNotify())
                                .to(
                                        BUFFERED,
                                        sent(1).connected(1)
                                                .gets("200/4")
                                                .tells(EventRule.truncated("tls_close"))
                                                .from(25, jdk -> jdk.gets("200/4 IOException: Premature EOF"))),
                        secured("close_notify in the body", CLOSE_IN_BODY.step())
                                .to(
                                        BUFFERED,
                                        sent(1).connected(1)
                                                .gets("200/4")
                                                .tells(EventRule.truncated("tls_close"))
                                                .from(25, jdk -> jdk.gets("200/4 IOException: Premature EOF"))))
                .flatMap(rows -> rows);
    }

    private static Situation secured(String name, ServerStep... steps) {
        return WirePoint.when(Client.HTTP_URL_CONNECTION, Server.TLS, name, steps);
    }
}
