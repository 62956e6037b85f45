package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An idle connection turned out to be gone: RST without a FIN before it, sooner than the peer had announced, or alike with
 * several origins. Something in between has forgotten it.
 */
final class MiddleboxRule implements Rule {

    /** Later after the request was written, somebody has had it. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (!reset.foundGone() || (reset.h2 && reset.exchanges > 1)) {
            return null;
        }
        // A peer that is seen to close idle connections in order needs nobody to forget them.
        if (facts.known.idleCloses.count > 0) {
            return null;
        }
        int elsewhere = facts.known.surroundings.staleElsewhere;
        long announced = facts.announcedSeconds();
        boolean tooSoon = announced > 0 && reset.idleNanos < TimeUnit.SECONDS.toNanos(announced - 1);
        boolean various = facts.failedAtVariousIdleTimes();
        // On a busy machine the RST is read late. Where the peer said that it would wait, that does not make it the
        // peer's.
        boolean soon = facts.endedSoon();
        boolean late = reset.sinceLastWriteNanos >= 0 && reset.sinceLastWriteNanos < LATE_NANOS;
        if (!soon && !(tooSoon && late)) {
            return null;
        }
        if (elsewhere < 2 && !tooSoon && !various) {
            return null;
        }
        int signs = (elsewhere >= 2 ? 1 : 0) + (tooSoon ? 1 : 0) + (various ? 1 : 0);
        String known = KnownLimits.between(facts.longestIdleThatWorked(), facts.shortestIdleThatFailed());
        return new DiagnosisBuilder(
                        Cause.MIDDLEBOX_DROPPED, soon && signs > 1 ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because(facts.connectionSentence())
                .because("it was answered by RST" + (soon ? " at once" : "")
                        + ", and no FIN had come before: whoever answered knew nothing of it")
                .because(
                        tooSoon ? "the peer announced Keep-Alive: timeout=" + announced + ", which was not over" : null)
                .because(
                        elsewhere >= 2
                                ? "idle connections to " + elsewhere
                                        + " other origins turned out to be gone in the same way, after about as long"
                                : null)
                .because(various ? facts.variousIdleSentence() : null)
                .because(known == null ? null : "a limit in between that is known: " + known)
                .against(
                        soon ? null : facts.endedSentence() + ": whoever answered may have had the request for a while")
                .against(elsewhere >= 2 ? null : "a host that was replaced or crashed without closing looks the same")
                .advise(OwnAdvice.prevent(facts, false))
                .advise(IdleLimitAdvice.clientAdvice(facts))
                .advise(
                        "look at what is in between (NAT, firewall, load balancer, VPN, service mesh) for an idle timeout below "
                                + Amounts.time(facts.shortestIdleThatFailed())
                                + (known == null ? "" : ", first at " + known))
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
