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
        return new DiagnosisBuilder(Cause.TLS_HANDSHAKE, Confidence.LIKELY)
                .because("the connection was open and the TLS handshake not finished: no byte of the request was sent,"
                        + " so it was not processed")
                .because("the peer sent no TLS alert that says why")
                .because(facts.togetherSentence())
                .advise(
                        "if every attempt fails: look for a firewall that filters by host name (SNI), a port that does"
                                + " not speak TLS, a missing client certificate, or protocols that do not match"
                                + " (-Djdk.tls.client.protocols=TLSv1.2); -Djavax.net.debug=ssl:handshake shows how far it came")
                .advise("if only some fail: the server, or what ends TLS for it, is overloaded or restarting")
                .build();
    }
}
