package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peer ended the connection while a body was being sent to it: too large, not allowed, or not wanted. */
final class RejectedRequestRule implements Rule {

    private static final List<String> WITHOUT_BODY = Arrays.asList("GET", "HEAD", "OPTIONS", "TRACE", "CONNECT");

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (!reset.sentMoreThanAHead()) {
            return null;
        }
        if (WITHOUT_BODY.contains(reset.method)) {
            return head(facts);
        }
        // All was handed to the operating system: only an end that comes at once is about the body.
        boolean stillSending = reset.phase == Phase.WRITE_BODY;
        if (!stillSending && !(reset.phase == Phase.AWAIT_RESPONSE && facts.endedAtOnce())) {
            return null;
        }
        boolean answered = reset.receivedBytes > 0;
        DiagnosisBuilder b = new DiagnosisBuilder(
                        Cause.REQUEST_REJECTED_WHILE_SENDING, stillSending ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because("the peer ended the connection after " + reset.sentBytes + " bytes of the request were written"
                        + (stillSending ? ", while its body was being sent" : ""))
                .because(answered ? reset.receivedBytes + " bytes of an answer had come before" : null);
        if (!reset.reused()) {
            b.because(facts.connectionSentence());
        } else if (reset.idleNanos > 0) {
            b.against(facts.connectionSentence());
        }
        long passed = facts.known.largestSentBytes;
        if (passed > 0 && passed < reset.sentBytes) {
            b.because("requests of up to " + passed + " bytes to this origin were answered");
        } else if (passed > reset.sentBytes) {
            b.against("a request of " + passed + " bytes to this origin was answered");
        }
        if (!answered) {
            b.against("no answer (such as 413 or 401) could be read: a crash of the server would look the same");
        }
        if (passed > reset.sentBytes && !stillSending) {
            return null;
        }
        return b.advise("server: the limit of a request's size: nginx client_max_body_size (1m unless set), Tomcat"
                        + " maxSwallowSize (2 MB) and maxPostSize, spring.servlet.multipart.max-request-size; the log of"
                        + " the server or proxy names it")
                .advise(
                        facts.byHttpClient()
                                ? "client: HttpRequest.Builder.expectContinue(true) lets the peer refuse before the body is sent"
                                : "client: setFixedLengthStreamingMode(length) lets the application read the peer's answer (with"
                                        + " a buffered body the JDK sends all of it again); the header Expect: 100-continue lets"
                                        + " the peer refuse before the body is sent")
                .advise("authenticate before a large upload, not with it")
                .build();
    }

    /** A URL or header fields beyond what servers take; with what else was sent to this origin, it went well. */
    private static @Nullable Diagnosis head(Facts facts) {
        PeerReset reset = facts.reset;
        long passed = facts.known.largestSentBytes;
        boolean smallerPass = passed > 0 && passed < reset.sentBytes;
        boolean atOnce = facts.nothingReceived() && facts.pastHandshake() && facts.endedSoon();
        if (!smallerPass || !atOnce || reset.h2) {
            return null;
        }
        return new DiagnosisBuilder(Cause.REQUEST_REJECTED_WHILE_SENDING, Confidence.LIKELY)
                .because("the request, without a body, had " + reset.sentBytes
                        + " bytes: many servers take heads of 8 KB at" + " most")
                .because("requests of up to " + passed + " bytes to this origin were answered")
                .because(facts.endedSentence())
                .against("no answer (such as 431 or 414) could be read")
                .advise(
                        "client: shorter URLs, fewer or smaller cookies and header fields; a long query as the body of a POST")
                .advise("server: larger limits (nginx large_client_header_buffers, Apache LimitRequestFieldSize and"
                        + " LimitRequestLine, Tomcat maxHttpRequestHeaderSize, Jetty requestHeaderSize, Node.js"
                        + " --max-http-header-size)")
                .build();
    }
}
