package io.resetguard.diagnosis;

import io.resetguard.exchange.Phase;
import org.jspecify.annotations.Nullable;

/** The peer ended the connection before TLS was set up. */
final class TlsHandshakeRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        if (facts.reset.phase != Phase.TLS_HANDSHAKE) {
            return null;
        }
        int failed = facts.known.alike.handshakesFailed;
        boolean sometimes = facts.known.hasAnswered;
        boolean always = !sometimes && failed > 1;
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.TLS_HANDSHAKE, Confidence.LIKELY)
                .because("the connection was open and the TLS handshake not finished: no byte of the request was sent,"
                        + " so it was not processed")
                .because("the peer sent no TLS alert that says why")
                .because(always ? "each of " + failed + " handshakes with this origin ended like this" : null)
                .because(
                        sometimes
                                ? "other handshakes with this origin succeeded; " + Amounts.count(failed, "handshake")
                                        + " ended like this"
                                : null)
                .because(facts.togetherSentence());
        if (!sometimes) {
            b.advise((always ? "" : "if every attempt fails: ")
                    + "look for a firewall that filters by host name (SNI), a port that does"
                    + " not speak TLS, a missing client certificate, or protocols that do not match"
                    + " (-Djdk.tls.client.protocols=TLSv1.2); -Djavax.net.debug=ssl:handshake shows how far it came");
        }
        if (!always) {
            b.advise((sometimes ? "" : "if only some fail: ")
                    + "the server, or what ends TLS for it, is overloaded or restarting"
                    + (sometimes ? ", or one of several instances is not as the others" : ""));
        }
        return b.build();
    }
}
