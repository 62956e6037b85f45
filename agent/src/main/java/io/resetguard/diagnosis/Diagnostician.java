package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.origin.Known;
import io.resetguard.origin.Origins;

/** Says why a peer ended a connection: the first rule that fits. Any thread. */
public final class Diagnostician {

    /** What the peer itself said, then what was measured, then what fits, then what is left. */
    private static final Rule[] RULES = {
        new ExceptionOnlyRule(),
        new Http2Rule(),
        new SilentTruncationRule(),
        new WrongSchemeRule(),
        new TlsHandshakeRule(),
        new ClientPausedRule(),
        new AnnouncedCloseRule(),
        new MaxRequestsRule(),
        new StaleKeepAliveRule(true),
        new BacklogRule(),
        new ServerRestartRule(),
        new PoisonedRule(),
        new ProtocolUpgradeRule(),
        new RateLimitRule(),
        new FilteredRule(),
        new ServerAbortedRule(),
        new MiddleboxRule(),
        new StaleKeepAliveRule(false),
        new RejectedRequestRule(),
        new ConntrackRule(),
        new ResponseCutRule(),
        new ClosedBeforeResponseRule()
    };

    private Diagnostician() {}

    /**
     * Never without an answer.
     *
     * @param origins has noted the reset: {@link Origins#peerEnded}
     */
    public static Diagnosis diagnose(PeerReset reset, Origins origins, Circumstances circumstances) {
        return diagnose(reset, origins.around(reset, circumstances.nowNanos), circumstances);
    }

    /** The same of what is known already. */
    static Diagnosis diagnose(PeerReset reset, Known known, Circumstances circumstances) {
        Facts facts = new Facts(reset, known, circumstances);
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
