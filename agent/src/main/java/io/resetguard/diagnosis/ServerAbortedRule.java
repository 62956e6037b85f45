package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.origin.EndsAlike;
import org.jspecify.annotations.Nullable;

/** The server had the request for some time and then gave it up: a time-out of a worker or gateway, or a crash. */
final class ServerAbortedRule implements Rule {

    private static final int LEAST = 3;

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        EndsAlike alike = facts.known.alike;
        if (reset.phase != Phase.AWAIT_RESPONSE || !facts.nothingReceived() || reset.h2Error >= 0) {
            return null;
        }
        int round = facts.roundSeconds();
        boolean again = alike.waitedAlike >= LEAST;
        if (round == 0 && !again) {
            return null;
        }
        String waited = Amounts.time(reset.sinceLastWriteNanos);
        return new DiagnosisBuilder(Cause.SERVER_ABORTED, again ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because("the peer had the request for " + waited
                        + " and ended the connection without a byte of a response")
                .because(again ? alike.waitedAlike + " requests ended after about as long" : null)
                .because(
                        round > 0
                                ? "that is close to " + round
                                        + " s, which may be a timeout of the server or of a gateway"
                                : null)
                .because(facts.connectionSentence())
                .advise("look in the log of the server, and of each gateway before it, for this request"
                        + facts.atTime() + ": a worker that was killed, timed out or ran out of memory")
                .advise(
                        "look for a timeout of " + (round > 0 ? round + " s" : "about " + waited)
                                + " (gunicorn --timeout, nginx proxy_read_timeout, HAProxy timeout server, PHP max_execution_time)")
                .advise("it may have been processed: send it again only if that does no harm")
                .build();
    }
}
