package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.origin.Origins;

/** Says why a peer ended a connection: the first rule that fits. Any thread. */
public final class Diagnostician {

    /** What the peer itself said, then what was measured, then what fits, then what is left. */
    private static final Rule[] RULES = {
        new ExceptionOnlyRule(),
        new Http2Rule(),
        new SilentTruncationRule(),
        new TlsHandshakeRule(),
        new ServerRestartRule(),
        new MaxRequestsRule(),
        new StaleKeepAliveRule(),
        new RejectedRequestRule(),
        new ResponseCutRule(),
        new ClosedBeforeResponseRule()
    };

    private Diagnostician() {}

    /**
     * Never without an answer.
     *
     * @param origins has noted the reset: {@link Origins#peerEnded}
     * @param jdkFeature feature release of this JVM: 8, 11, 25
     */
    public static Diagnosis diagnose(PeerReset reset, Origins origins, int jdkFeature) {
        Facts facts = new Facts(reset, origins.around(reset), jdkFeature);
        for (Rule rule : RULES) {
            Diagnosis diagnosis = rule.explain(facts);
            if (diagnosis != null) {
                return diagnosis;
            }
        }
        return new DiagnosisBuilder(Cause.UNKNOWN, Confidence.POSSIBLE)
                .because("the peer ended the connection (" + reset.signal.text() + ") in phase " + reset.phase.text())
                .because(facts.connectionSentence())
                .build();
    }
}
