package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.origin.EndsAlike;
import org.jspecify.annotations.Nullable;

/** HttpClient asked for HTTP/2 by an upgrade; the peer answers what does not ask, and ends what does. */
final class ProtocolUpgradeRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        EndsAlike alike = facts.known.alike;
        if (!reset.asksUpgrade || !facts.nothingReceived() || reset.tls) {
            return null;
        }
        if (alike.answeredUpgrade || !alike.answeredPlain || alike.upgradesFailed < 2) {
            return null;
        }
        return new DiagnosisBuilder(Cause.PROTOCOL_UPGRADE, Confidence.LIKELY)
                .because("the request asked for HTTP/2 (Upgrade: h2c), and so did all of the "
                        + Amounts.count(alike.upgradesFailed, "request") + " of this origin's that ended like this")
                .because("requests without it are answered, and none with it is known to have been")
                .because(facts.endedSentence())
                .advise(
                        "client: HttpClient.Builder.version(HttpClient.Version.HTTP_1_1), or the same of HttpRequest.Builder,"
                                + " for this origin")
                .build();
    }
}
