package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import org.jspecify.annotations.Nullable;

/** The request was under way, no byte of a response came, and nothing says why. */
final class ClosedBeforeResponseRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (reset.phase == Phase.TLS_HANDSHAKE || facts.answering()) {
            return null;
        }
        if (reset.phase == Phase.CONNECT || reset.phase == Phase.PROXY_TUNNEL) {
            return beforeRequest(facts);
        }
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.CLOSED_BEFORE_RESPONSE, Confidence.POSSIBLE)
                .because("the peer ended the connection (" + reset.signal.text()
                        + ") and "
                        + (reset.receivedBytes > 0
                                ? "only an interim response (100 Continue) came, not a byte of the final one"
                                : "not a byte of a response came")
                        + "; why is not known")
                .because(facts.connectionSentence())
                .because(facts.endedSentence());
        return b.because(facts.togetherSentence())
                .advise("look in the server's log" + facts.atTime() + ": was the request there, and was it aborted?")
                .advise(
                        reset.reused()
                                ? null
                                : "if it is not there: a full accept queue, a limit of connections or a filter before the server"
                                        + " ends fresh connections like this")
                .advise(
                        reset.asksUpgrade
                                ? "the request asked for HTTP/2 (Upgrade: h2c): try HttpClient.Version.HTTP_1_1, for some peers"
                                        + " end what they do not know"
                                : null)
                .advise(OwnAdvice.retry(facts))
                .build();
    }

    private static Diagnosis beforeRequest(Facts facts) {
        PeerReset reset = facts.reset;
        boolean tunnel = reset.phase == Phase.PROXY_TUNNEL;
        return new DiagnosisBuilder(Cause.CLOSED_BEFORE_RESPONSE, Confidence.POSSIBLE)
                .because("the peer ended the connection (" + reset.signal.text() + ") while "
                        + (tunnel ? "the proxy was asked for a tunnel" : "it was being opened")
                        + ": no byte of the request was sent, so it was not processed; why is not known")
                .advise(
                        tunnel
                                ? "look in the proxy's log: does it allow this host and port, and does it ask for a login?"
                                : "a full accept queue, a limit of connections or a filter before the server ends fresh"
                                        + " connections like this")
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
