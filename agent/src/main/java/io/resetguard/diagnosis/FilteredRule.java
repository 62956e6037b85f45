package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.origin.EndsAlike;
import org.jspecify.annotations.Nullable;

/** One request is always reset as soon as it is sent, and others of the same origin are answered. */
final class FilteredRule implements Rule {

    private static final int LEAST = 3;

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        EndsAlike alike = facts.known.alike;
        if (!reset.byRst() || !facts.nothingReceived() || !facts.endedSoon() || reset.sentMoreThanAHead()) {
            return null;
        }
        if (alike.sameRequestAtOnce < LEAST || alike.sameRequestAnswered || !alike.othersAnswered) {
            return null;
        }
        return new DiagnosisBuilder(Cause.FILTERED, Confidence.LIKELY)
                .because(alike.sameRequestAtOnce
                        + " requests of this method and path were reset as soon as they were sent,"
                        + " and none is known to have been answered")
                .because("other requests to this origin were answered meanwhile")
                .because(facts.endedSentence())
                .against("a server that crashes at this request as soon as it has it looks the same")
                .advise("look for what filters between here and the server: a web application firewall, an intrusion"
                        + " prevention system, a proxy that inspects TLS; its log has this request" + facts.atTime())
                .advise("try the same request with another client, from the same host and from another network")
                .build();
    }
}
