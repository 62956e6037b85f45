package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.origin.IdleCloses;
import io.resetguard.origin.LearnedLimit;
import io.resetguard.origin.ReuseIdle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that had been idle was used again, and the peer had given it up. */
final class StaleKeepAliveRule implements Rule {

    /** So much sent shows that the peer was taking bytes from the connection. */
    private static final long LONG_REQUEST_BYTES = 64 * 1024;

    /** Known servers, load balancers and firewalls keep an idle connection for longer. */
    private static final long SHORTEST_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Longer after the write, it was the request that the peer ended, not the idle connection. */
    private static final long TOO_LATE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** No server in wide use closes sooner on purpose. */
    private static final long IDLE_FOR_LONG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final boolean onlyByLimit;

    /**
     * @param onlyByLimit whether it needs a limit that was announced, or seen from idle connections that the peer closed
     */
    StaleKeepAliveRule(boolean onlyByLimit) {
        this.onlyByLimit = onlyByLimit;
    }

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (!reset.reused() || !facts.nothingReceived()) {
            return null;
        }
        // A connection that was in use a moment ago is not stale.
        if (reset.idleNanos < ReuseIdle.TELLING_NANOS) {
            return null;
        }
        if (reset.sinceLastWriteNanos > Math.max(TOO_LATE_NANOS, 4 * reset.connectNanos)) {
            return null;
        }
        boolean limitKnown = facts.idleBeyondAnnounced() || facts.idleAsLongAsClosedOnes();
        if (onlyByLimit && !limitKnown) {
            return null;
        }
        if (reset.sentBytes > LONG_REQUEST_BYTES && !limitKnown) {
            return null;
        }
        // The peer may have refused the body; and hardly any gives an idle connection up so soon.
        boolean inBody = reset.phase == Phase.WRITE_BODY && reset.sentMoreThanAHead();
        if (inBody && reset.idleNanos < SHORTEST_LIMIT_NANOS && !limitKnown) {
            return null;
        }
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.STALE_KEEP_ALIVE, confidence(facts))
                .because(facts.connectionSentence())
                .because(facts.endedSentence())
                .because("not a byte of a response came");
        announced(facts, b);
        learned(facts, b);
        if (!facts.endedAtOnce() && reset.sinceLastWriteNanos >= 0 && reset.connectNanos >= 0) {
            b.against("that is longer than the way to the peer and back");
        }
        if (reset.exchanges > 1) {
            b.against(reset.exchanges + " requests were under way on the connection");
        }
        if (facts.announcedSeconds() > 0 && reset.idleNanos < TimeUnit.SECONDS.toNanos(facts.announcedSeconds() - 1)) {
            b.advise(
                    "the peer that announced may not be the one that ended it: look at the idle timeout of what stands before"
                            + " the server (load balancer, proxy)");
        }
        return b.advise(OwnAdvice.prevent(facts, true))
                .advise(IdleLimitAdvice.forStale(facts))
                .advise(OwnAdvice.retry(facts))
                .build();
    }

    private static Confidence confidence(Facts facts) {
        PeerReset reset = facts.reset;
        boolean atOnce = facts.endedAtOnce();
        boolean timeKnown = reset.connectNanos >= 0 && reset.sinceLastWriteNanos != -1;
        boolean workedLonger = facts.known.reuseIdle.longestWorkedNanos >= reset.idleNanos;
        boolean plain = reset.sentBytes <= LONG_REQUEST_BYTES && reset.exchanges <= 1;
        if (facts.idleBeyondAnnounced() && atOnce && !workedLonger && plain) {
            return Confidence.CERTAIN;
        }
        if (workedLonger || (timeKnown && !atOnce)) {
            return Confidence.POSSIBLE;
        }
        boolean learned = facts.isLimitKnownBelow(reset.idleNanos + reset.idleNanos / 20);
        if (facts.idleBeyondAnnounced() || facts.idleAsLongAsClosedOnes() || learned || failedBefore(facts)) {
            return Confidence.LIKELY;
        }
        boolean wellBelowAnnounced = reset.idleNanos < TimeUnit.SECONDS.toNanos(facts.announcedSeconds() - 1);
        boolean forLong = reset.idleNanos >= IDLE_FOR_LONG_NANOS;
        return atOnce && forLong && !wellBelowAnnounced ? Confidence.LIKELY : Confidence.POSSIBLE;
    }

    private static boolean failedBefore(Facts facts) {
        long failed = facts.known.reuseIdle.shortestFailedNanos;
        return failed >= 0 && facts.reset.idleNanos >= failed - failed / 20;
    }

    private static void announced(Facts facts, DiagnosisBuilder b) {
        long seconds = facts.announcedSeconds();
        if (seconds <= 0) {
            return;
        }
        String sentence = "the peer announced Keep-Alive: timeout=" + seconds;
        if (facts.reset.idleNanos < TimeUnit.SECONDS.toNanos(seconds - 1)) {
            b.against(sentence + ", which was not over");
        } else {
            b.because(sentence);
        }
    }

    private static void learned(Facts facts, DiagnosisBuilder b) {
        ReuseIdle reuse = facts.known.reuseIdle;
        if (reuse.longestWorkedNanos >= facts.reset.idleNanos) {
            b.against("an idle time of " + Amounts.time(reuse.longestWorkedNanos) + " has worked with this origin");
        } else if (reuse.longestWorkedNanos >= 0) {
            b.because("the longest idle time known to have worked with this origin was "
                    + Amounts.time(reuse.longestWorkedNanos));
        }
        if (reuse.failures > 0) {
            b.because(
                    Amounts.count(reuse.failures, "earlier reuse") + " with this origin failed in the same way, after "
                            + Amounts.time(reuse.shortestFailedNanos) + " idle at the least");
        }
        LearnedLimit limit = facts.known.idleLimit;
        if (limit.isKnown()) {
            b.because("this origin ends idle connections after " + Amounts.time(limit.value) + ", as was seen "
                    + Amounts.count(limit.samples, "time"));
        }
        IdleCloses closes = facts.known.idleCloses;
        if (closes.count > 0) {
            String range = closes.count == 1
                    ? Amounts.time(closes.lastNanos)
                    : Amounts.time(closes.shortestNanos) + " to " + Amounts.time(closes.longestNanos);
            b.because("the peer closed " + Amounts.count(closes.count, "idle connection") + " of this client after "
                    + range);
        }
    }
}
