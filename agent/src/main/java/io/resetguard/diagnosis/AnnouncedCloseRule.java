package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import org.jspecify.annotations.Nullable;

/** The peer had said {@code Connection: close} with the response before, and the client used the connection again. */
final class AnnouncedCloseRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (!reset.closeAnnounced || !reset.reused() || !facts.nothingReceived()) {
            return null;
        }
        return new DiagnosisBuilder(Cause.MAX_REQUESTS_OR_AGE, Confidence.CERTAIN)
                .because("the response before on this connection had Connection: close: this was request "
                        + reset.requestNumber + ", and a server that said so processes no more (RFC 9112 9.6)")
                .because(facts.connectionSentence())
                .advise(
                        "the JDK overlooked it, since close was not the only word of the field: the server, or a proxy before"
                                + " it, should send `Connection: close` alone")
                .advise(OwnAdvice.prevent(facts, true))
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
