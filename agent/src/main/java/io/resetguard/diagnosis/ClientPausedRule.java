package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This JVM stood still while the peer waited for it: between two requests, or in the middle of one. */
final class ClientPausedRule implements Rule {

    /** No peer in wide use loses its patience sooner. */
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        long paused = facts.pausedNanos();
        if (paused < LEAST_NANOS || reset.signal == Signal.RST_STREAM || reset.phase.compareTo(Phase.WRITE_HEAD) < 0) {
            return null;
        }
        boolean between = reset.reused() && facts.nothingReceived() && reset.idleNanos > 0;
        boolean inside = facts.sending() && reset.idleNanos < paused;
        long gap = between && !inside ? reset.idleNanos : reset.elapsedNanos;
        // Without the pause it would have been idle for less than half as long.
        if (!(between || inside) || paused < gap / 2) {
            return null;
        }
        boolean limitWithoutPause = between && facts.isLimitKnownBelow(reset.idleNanos - paused);
        if (limitWithoutPause) {
            return null;
        }
        return new DiagnosisBuilder(Cause.CLIENT_PAUSED, Confidence.LIKELY)
                .because("this JVM stood still for about " + Amounts.time(paused) + " of the "
                        + Amounts.time(Math.max(gap, paused))
                        + (inside ? " that the request took" : " that the connection was idle")
                        + ": garbage collection, no processor, a stopped process or a machine that slept")
                .because(facts.connectionSentence())
                .because(facts.endedSentence())
                .advise("look into the garbage collector's log (-Xlog:gc, on JDK 8 -Xloggc) for a pause"
                        + facts.atTime())
                .advise("look for too few processors (limits of the container, throttling) and for a host that was"
                        + " suspended")
                .advise(OwnAdvice.prevent(facts, true))
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
