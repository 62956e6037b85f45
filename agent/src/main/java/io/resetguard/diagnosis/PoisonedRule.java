package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The request came right after an error answer on the same connection, which the peer then gave up. */
final class PoisonedRule implements Rule {

    private static final int FIRST_ERROR = 400;

    /** After that, it may have been idle for too long. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        boolean soon = reset.reused() && reset.idleNanos >= 0 && reset.idleNanos < SOON_NANOS;
        if (!soon || reset.previousStatus < FIRST_ERROR || !facts.nothingReceived() || reset.sentMoreThanAHead()) {
            return null;
        }
        if (!facts.endedSoon() || facts.idleBeyondAnnounced()) {
            return null;
        }
        return new DiagnosisBuilder(Cause.POISONED_CONNECTION, Confidence.POSSIBLE)
                .because("the response before on this connection was an error (" + reset.previousStatus
                        + "), and the peer ended it at the next request, " + Amounts.time(reset.idleNanos) + " later")
                .because(facts.endedSentence())
                .against("that the peer ended it for another reason just then is possible")
                .advise(
                        "server: read the request's body before an error answer, or send Connection: close with it; what is"
                                + " left of the body is taken for the next request")
                .advise(
                        "client: read the error stream to its end and close it, so that no bytes are left on the connection")
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
