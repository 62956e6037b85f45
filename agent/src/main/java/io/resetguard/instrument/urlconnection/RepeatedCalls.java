package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryCandidate;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryReason;
import java.net.HttpURLConnection;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The calls that are being sent again: asks for each failure, tells what came of it, and waits. On the call's thread. */
final class RepeatedCalls {

    private final ExchangeListener told;
    private final Retries retries;
    private final UrlConnectionFacts facts;
    private final LongSupplier nanoClock;
    private final WeakIdentityMap<Repeat> repeats = new WeakIdentityMap<>();

    RepeatedCalls(ExchangeListener told, Retries retries, UrlConnectionFacts facts, LongSupplier nanoClock) {
        this.told = told;
        this.retries = retries;
        this.facts = facts;
        this.nanoClock = nanoClock;
    }

    /** That of this call, or {@code null}. Where there are none at all, this costs a field. */
    @Nullable
    Repeat of(@Nullable Object call) {
        return repeats.size() == 0 ? null : repeats.get(call);
    }

    /** That of a call for which {@link #next} has just said yes. */
    Repeat begun(Object call) {
        Repeat repeat = repeats.get(call);
        if (repeat == null) {
            throw new IllegalStateException("a call without its repeat");
        }
        return repeat;
    }

    /**
     * A send has failed by a reset that is not yet told. Returns what is to be thrown, or {@code null} once the time has
     * come to send again.
     *
     * @param earlier the weakest proof among the sends before it
     * @param beganNanos when the application's call began
     */
    @Nullable
    Throwable next(
            HttpURLConnection call,
            PeerResetBuilder ended,
            Tier earlier,
            boolean replayable,
            boolean cancelled,
            long beganNanos,
            Throwable error) {
        long now = nanoClock.getAsLong();
        Repeat repeat = repeats.get(call);
        if (repeat != null) {
            ended(repeat); // first, for it counts for the decision
        }
        PeerReset reset = ended.error(error).build();
        RetryDecision decision = retries.decide(RetryCandidate.after(reset)
                .earlier(repeat == null ? earlier.orWeaker(unseen(call, reset)) : earlier.orWeaker(repeat.weakestProof))
                .replayable(replayable)
                .keyed(facts.isKeyed(call))
                .switchesProtocol(UrlConnectionFacts.requestHeader(call, "Upgrade") != null)
                .cancelled(cancelled || Thread.currentThread().isInterrupted())
                .agentSends(repeat == null ? 0 : repeat.agentSends)
                .elapsedNanos(now - (repeat == null ? beganNanos : repeat.beganNanos))
                .timeoutNanos(UrlConnectionReopening.timeoutNanos(call))
                .waiting(Thread.currentThread())
                .build());
        if (!decision.again()) {
            told.peerEnded(reset);
            retries.suppressed(reset, decision);
            return over(call, error);
        }
        if (repeat == null) {
            repeat = new Repeat(error, beganNanos, reset, decision);
            repeats.put(call, repeat);
        } else {
            suppress(repeat.first, error);
        }
        told.peerEnded(ended.outcome(Outcome.RETRIED).build());
        repeat.begin(reset, decision, now);
        LockSupport.parkNanos(decision.delayNanos());
        return null;
    }

    /** The JDK sent it before, and that end was none that the agent knows: then nothing is proven. */
    private static Tier unseen(HttpURLConnection call, PeerReset reset) {
        boolean sentBefore = Boolean.TRUE.equals(JdkObject.field(call, "failedOnce"));
        return sentBefore && reset.sends <= 1 ? Tier.X : Tier.P0;
    }

    /** All has failed: what is to be thrown, which is the first failure where there was a repeat. */
    Throwable over(Object call, Throwable last) {
        Repeat repeat = repeats.remove(call);
        if (repeat == null) {
            return last;
        }
        UrlConnectionReopening.opened(call, repeat);
        ended(repeat);
        if (last instanceof Error) {
            return last;
        }
        suppress(repeat.first, last);
        return repeat.first;
    }

    /** An answer has come. */
    void answered(Object call, Repeat repeat, int status) {
        repeats.remove(call);
        retries.retried(repeat.answered(status, nanoClock.getAsLong()));
    }

    /** A reset that could not be hidden any more has been told. */
    void surfaced(PeerReset reset) {
        // A failed connect comes here only where the JDK was sending again after an end that the agent does not know.
        boolean unopened = reset.phase == Phase.CONNECT || reset.phase == Phase.TLS_HANDSHAKE;
        RetryDecision why = unopened
                ? RetryDecision.no(Tier.X, RetryReason.FACTS_MISSING)
                : retries.decide(RetryCandidate.after(reset)
                        .switchesProtocol(reset.phase == Phase.PROXY_TUNNEL)
                        .build());
        retries.suppressed(reset, why);
    }

    /** The agent's send has failed. */
    private void ended(Repeat repeat) {
        if (repeat.claimEnd()) {
            retries.retried(repeat.failed());
        }
    }

    private static void suppress(Throwable first, Throwable later) {
        if (first != later) {
            first.addSuppressed(later);
        }
    }
}
