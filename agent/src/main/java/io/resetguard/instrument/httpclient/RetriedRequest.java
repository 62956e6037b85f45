package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.PeerReset;
import io.resetguard.retry.Retried;
import io.resetguard.retry.RetryDecision;
import org.jspecify.annotations.Nullable;

/**
 * A request after its first failed attempt, until a response comes or it fails for good. Any thread; holds no object of
 * the JDK's client.
 */
final class RetriedRequest {

    /** What the next timer is for. */
    private enum Next {
        /** A request of its own, after a redirect for instance. */
        NEW,
        /** The JDK's own re-send, to which the JDK gives the whole time again. */
        OF_THE_JDK,
        /** Ours, which gets what is left. */
        OURS
    }

    /** When the application's request, or the redirect that it followed, began; as {@link System#nanoTime()}. */
    final long beganNanos;

    /** The first failure that would have reached the application. */
    private @Nullable Throwable first;

    private Next next = Next.NEW;
    private int agentSends;
    private boolean isJdks;

    /** The JDK's own re-send was kept from an idle connection that it would have taken. */
    private boolean keptFromPool;

    private @Nullable PeerReset after;
    private @Nullable RetryDecision decision;
    private long failedNanos;
    private long newConnectionId;
    private int sends;

    RetriedRequest(long beganNanos) {
        this.beganNanos = beganNanos;
    }

    /** The JDK is about to send it again. */
    synchronized void resentByJdk() {
        next = Next.OF_THE_JDK;
        isJdks = true;
    }

    /** The agent is about to send it again. */
    synchronized void sentAgain(PeerReset reset, RetryDecision why, @Nullable Throwable failure, long nowNanos) {
        if (first == null) {
            first = failure;
        }
        next = Next.OURS;
        isJdks = false;
        agentSends++;
        after = reset;
        decision = why;
        failedNanos = nowNanos;
        newConnectionId = 0;
        sends = reset.sends;
    }

    /** It is on the wire again. */
    synchronized void sentOn(long connectionId, int sendsNow) {
        newConnectionId = connectionId;
        sends = sendsNow;
    }

    synchronized int agentSends() {
        return agentSends;
    }

    @Nullable
    synchronized Throwable first() {
        return first;
    }

    /** Its next attempt opens a connection, though there was an idle one. */
    synchronized void keptFromPool() {
        keptFromPool |= isJdks;
    }

    /** Is the JDK's own re-send under way that was kept from an idle connection? */
    synchronized boolean isKeptFromPool() {
        return keptFromPool;
    }

    /** True once: the JDK, left alone, would have made its re-send on an idle connection, and has not had that. */
    synchronized boolean claimPool() {
        boolean owed = keptFromPool;
        keptFromPool = false;
        return owed;
    }

    /** True once: the timer that is about to be made is for an attempt of the agent's. */
    synchronized boolean claimTimer() {
        boolean ours = next == Next.OURS;
        next = Next.NEW;
        return ours;
    }

    /** What came of the agent's last send; {@code null} where there is none, or that is told already. */
    @Nullable
    synchronized Retried outcome(int status, long nowNanos) {
        PeerReset reset = after;
        RetryDecision why = decision;
        after = null;
        if (reset == null || why == null) {
            return null;
        }
        return new Retried(reset, why, newConnectionId, sends, status, status < 0 ? -1 : nowNanos - failedNanos);
    }
}
