package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.retry.Retried;
import io.resetguard.retry.RetryDecision;
import org.jspecify.annotations.Nullable;

/** A call that the agent sends again: from the first failure until an answer has come or all has failed. One thread. */
final class Repeat {

    /** What the application gets where all fails. */
    final Throwable first;

    /** When the application's call began, as far as it is known; as {@link System#nanoTime()}. */
    final long beganNanos;

    /** The weakest proof among all failed sends so far. */
    Tier weakestProof = Tier.P0;

    int agentSends;

    /** What the call's fields were before it was made to connect anew; {@code null}: it is as it was. */
    @Nullable
    Object @Nullable [] before;

    private PeerReset after;
    private RetryDecision decision;
    private long failedNanos;
    private long newConnectionId;
    private int sends;

    /** Is a send of the agent's under way? */
    private boolean underWay;

    Repeat(Throwable first, long beganNanos, PeerReset after, RetryDecision decision) {
        this.first = first;
        this.beganNanos = beganNanos;
        this.after = after;
        this.decision = decision;
    }

    /** One more send by the agent begins. */
    void begin(PeerReset failed, RetryDecision because, long nowNanos) {
        after = failed;
        decision = because;
        failedNanos = nowNanos;
        newConnectionId = 0;
        sends = failed.sends;
        weakestProof = weakestProof.orWeaker(because.tier());
        agentSends++;
        underWay = true;
    }

    /** It is on the wire. */
    void writing(long connectionId, int sendsNow) {
        newConnectionId = connectionId;
        sends = sendsNow;
    }

    /** Milliseconds that are left at this time, but no more than {@code own} where that is one; at least 1. */
    int limitMillis(int own, long nowNanos) {
        long left = decision.remainingNanos() + decision.delayNanos() - (nowNanos - failedNanos);
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, left / 1_000_000));
        return own > 0 ? Math.min(own, millis) : millis;
    }

    Retried answered(int status, long nowNanos) {
        return new Retried(after, decision, newConnectionId, sends, status, nowNanos - failedNanos);
    }

    /** True once for each send of the agent's. */
    boolean claimEnd() {
        boolean first = underWay;
        underWay = false;
        return first;
    }

    Retried failed() {
        return new Retried(after, decision, newConnectionId, sends, -1, -1);
    }
}
