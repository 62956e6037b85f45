package io.resetguard.diagnosis;

import io.resetguard.origin.EndsAlike;
import org.jspecify.annotations.Nullable;

/** Bursts of ends, with answers before and after: what is answered at other times is reset when there is much of it. */
final class RateLimitRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        EndsAlike alike = facts.known.alike;
        boolean burst = alike.bursts > 0 && alike.inBurst >= 3;
        boolean noIdle = facts.reset.idleNanos >= 0 && facts.reset.idleNanos < 100_000_000L;
        if (!burst || !noIdle || !alike.sameRequestAnswered || !facts.nothingReceived() || !facts.endedSoon()) {
            return null;
        }
        if (facts.reset.sentMoreThanAHead() || facts.known.requestLimit.isKnown() || !facts.pastHandshake()) {
            return null;
        }
        return new DiagnosisBuilder(Cause.RATE_LIMITED, Confidence.POSSIBLE)
                .because(alike.inBurst + " ends of this origin's came one soon after the other, as "
                        + Amounts.count(alike.bursts, "time") + " before, and in between it answered")
                .because("the same request is answered at other times")
                .because(facts.endedSentence())
                .against("a server that is overloaded now and then looks the same")
                .advise(
                        "client: fewer requests a second to this origin, spread evenly (a rate limiter, fewer threads,"
                                + " -Dhttp.maxConnections); look for the limit in the proxy, WAF or load balancer before the server")
                .advise("server: let it answer 429 with Retry-After instead of ending connections")
                .build();
    }
}
