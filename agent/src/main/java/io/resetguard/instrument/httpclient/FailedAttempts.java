package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.prevent.Reuses;
import io.resetguard.retry.Retries;
import java.lang.ref.WeakReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What of the attempts that the JDK gives up was the peer's doing, and what waits to be sent again. Any thread; nothing
 * is done here for a request that does not fail, but one look at a size.
 */
final class FailedAttempts {

    private final HttpClientConnections connections;
    private final BlockedSends blocked;
    private final HttpClientFacts facts;
    private final HttpClientAccess access;
    private final @Nullable Reuses reuses;
    private final LongSupplier nanoClock;

    private volatile @Nullable Retries retries;

    /** Exchanges that are about to be sent again, by the JDK's {@code MultiExchange}. */
    private final WeakIdentityMap<Interrupted> interrupted = new WeakIdentityMap<>();

    /** The JDK's exchange of a failing attempt, by its {@code MultiExchange}, while the JDK decides. */
    private final WeakIdentityMap<WeakReference<@Nullable Object>> failing = new WeakIdentityMap<>();

    FailedAttempts(
            HttpClientConnections connections,
            BlockedSends blocked,
            HttpClientFacts facts,
            HttpClientAccess access,
            @Nullable Reuses reuses,
            LongSupplier nanoClock) {
        this.connections = connections;
        this.blocked = blocked;
        this.facts = facts;
        this.access = access;
        this.reuses = reuses;
        this.nanoClock = nanoClock;
    }

    /** Who is to hear of connections that could not be opened. */
    void tellUnreachable(Retries interested) {
        this.retries = interested;
    }

    /** An attempt begins: what it is the next send of, or {@code null}. Given once. */
    @Nullable
    Interrupted takeInterrupted(@Nullable Object jdkExchange) {
        return interrupted.size() == 0 ? null : interrupted.remove(facts.callOf(jdkExchange));
    }

    /** The JDK puts a new exchange in its place before it says that it will send again. */
    void failing(Object multiExchange, @Nullable Object jdkExchange) {
        failing.put(multiExchange, new WeakReference<>(jdkExchange));
    }

    /**
     * The attempt that has just failed; {@code null} where that was not the peer's doing, unless the JDK sends again after
     * the application's time-out. From 26 on it does where the peer had refused a send before: the refusal stays with the
     * JDK's {@code Exchange}, which is that of all sends ({@code MultiExchange.checkRetryEligible}). To be asked once for each.
     *
     * @param verdict see {@link RetryBranch#isTaken}
     */
    @Nullable
    FailedAttempt failed(Object multiExchange, Throwable error, @Nullable Object verdict) {
        WeakReference<@Nullable Object> noted = failing.remove(multiExchange);
        Object jdkExchange = noted == null ? null : noted.get();
        Exchange failed = exchangeOf(jdkExchange);
        TrackedConnection connection = failed != null ? failed.connection() : connections.openedFor(jdkExchange);
        if (connection == null || facts.isOurs(error) || facts.isTunnelRefused(connection, error)) {
            return null;
        }
        long now = nanoClock.getAsLong();
        if (!connection.wasOpen() && Causes.isRefused(error, now - connection.seenSinceNanos)) {
            connections.refused(connection);
        }
        if (failed == null || !connection.wasOpen()) {
            if (retries != null) {
                retries.unreachable(connection, error); // where the JDK itself connects once more, it goes elsewhere
            }
            return unopened(multiExchange, jdkExchange, connection, failed, error, now);
        }
        Signal seen = facts.endOf(failed, error);
        if (seen == null) {
            if (!facts.isTimeout(error)) {
                return null;
            }
            connections.timedOut(failed);
            return RetryBranch.isTaken(verdict) ? timedOut(multiExchange, failed, error, now) : null;
        }
        if (reuses != null && isStale(failed)) {
            reuses.stale(failed);
        }
        Phase phase = facts.phaseOf(failed, error);
        if (phase == Phase.TLS_HANDSHAKE) {
            failed.neverSent();
        }
        // What was thrown says that the handshake failed; whether the request had gone out says the request.
        boolean handedOver =
                phase.compareTo(Phase.WRITE_HEAD) < 0 && failed.phase().compareTo(Phase.WRITE_HEAD) > 0;
        PeerReset own = facts.of(failed, now)
                .phase(handedOver ? Phase.AWAIT_RESPONSE : phase)
                .signal(seen)
                .build();
        return new FailedAttempt(multiExchange, failed, phase, false, false, error, own, failed.weakestProof(), now);
    }

    private FailedAttempt timedOut(Object multiExchange, Exchange failed, Throwable error, long now) {
        Phase phase = facts.phaseOf(failed, error);
        PeerReset own =
                facts.of(failed, now).phase(phase).timedOut().error(error).build();
        return new FailedAttempt(multiExchange, failed, phase, false, false, error, own, failed.weakestProof(), now);
    }

    /** On a connection beside which there may be others in the pool. */
    private static boolean isStale(Exchange failed) {
        return failed.streamId() == 0 && failed.requestNumber() > 1 && failed.receivedBytes() <= 0;
    }

    private @Nullable FailedAttempt unopened(
            Object multiExchange,
            @Nullable Object jdkExchange,
            TrackedConnection connection,
            @Nullable Exchange begun,
            Throwable error,
            long now) {
        Signal seen = connection.wasOpen() ? connection.peerEnd() : Signal.ofError(error);
        if (seen == null) {
            return null;
        }
        Interrupted before = begun == null ? interrupted.get(multiExchange) : null;
        Exchange never = begun != null ? begun : neverBegun(before, jdkExchange, connection, now);
        if (never == null) {
            return null;
        }
        if (before == null) {
            never.neverSent();
        }
        PeerReset own = facts.ofUnopened(never, now).signal(seen).build();
        boolean doubtful = begun == null && facts.implementationOf(jdkExchange) != null;
        Resend.Tier earlier = before == null ? never.weakestProof() : before.tier.orWeaker(never.weakestProof());
        return new FailedAttempt(multiExchange, never, own.phase, true, doubtful, error, own, earlier, now);
    }

    /** Has this HTTP/1.1 attempt no TCP connection yet? */
    boolean isConnecting(@Nullable Object jdkExchange) {
        Exchange exchange = exchangeOf(jdkExchange);
        return exchange != null && !exchange.connection().wasOpen();
    }

    /** Our exchange for an attempt that did not get as far as to have one. */
    private @Nullable Exchange neverBegun(
            @Nullable Interrupted before, @Nullable Object jdkExchange, TrackedConnection connection, long now) {
        if (before != null) {
            before.exchange.waitsFor(connection);
            return before.exchange;
        }
        Object request = facts.requestOf(jdkExchange);
        return request == null
                ? null
                : new Exchange(
                        connection, access.method(request), access.uri(request), jdkExchange, 0, Phase.CONNECT, now);
    }

    /** Tells what the JDK makes of it by itself. */
    void tellAsDecided(FailedAttempt attempt, @Nullable Object verdict) {
        tell(attempt, RetryBranch.isTaken(verdict) ? Outcome.JDK_RESENT : Outcome.SURFACED, null, null);
    }

    /**
     * Tells what became of it, once for each connection or stream that ended.
     *
     * @param retried who hears of the send to come; {@code null}: that is the JDK's, or there is none
     * @param after tells what there is to say besides, of one that surfaced
     */
    void tell(FailedAttempt attempt, Outcome outcome, @Nullable RetriedRequest retried, @Nullable Runnable after) {
        Exchange failed = attempt.exchange;
        boolean surfaced = outcome == Outcome.SURFACED;
        PeerReset reset = attempt.own.timedOut ? attempt.own : toldEnd(attempt, outcome);
        Thread sender = !surfaced ? null : attempt.unopened ? attempt.connection.takeOpener() : failed.takeSender();
        if (!attempt.own.timedOut && claimReport(attempt)) {
            blocked.tell(sender, reset);
        }
        if (after != null) {
            blocked.tell(sender, after);
        }
        if (!surfaced) {
            interrupted.put(attempt.multiExchange, interruption(attempt, reset, retried));
        }
    }

    private static boolean claimReport(FailedAttempt attempt) {
        boolean ofStream = attempt.exchange.h2Error() >= 0;
        return ofStream ? attempt.exchange.claimReport() : attempt.connection.claimReport();
    }

    /** As the event tells it: on a connection that ended, with its oldest exchange. */
    private PeerReset toldEnd(FailedAttempt attempt, Outcome outcome) {
        Exchange failed = attempt.exchange;
        Throwable error = outcome == Outcome.SURFACED ? attempt.error : null;
        PeerResetBuilder end = attempt.unopened
                ? facts.ofUnopened(failed, attempt.nowNanos).error(attempt.error)
                : facts.ofConnection(attempt.connection, failed, error, attempt.nowNanos)
                        .phase(attempt.phase);
        return end.signal(attempt.own.signal).outcome(outcome).build();
    }

    private Interrupted interruption(FailedAttempt attempt, PeerReset reset, @Nullable RetriedRequest retried) {
        Resend.Tier tier = Resend.Tier.of(attempt.own);
        Interrupted before = attempt.unopened ? interrupted.get(attempt.multiExchange) : null;
        if (before == null) {
            return new Interrupted(attempt.exchange, tier, reset, retried);
        }
        // A send that got no connection proves nothing of the one before it, which is still to be told.
        return new Interrupted(attempt.exchange, tier.orWeaker(before.tier), before.reset, retried);
    }

    /** Our exchange for the JDK's {@code Exchange}: found over its implementation. */
    private @Nullable Exchange exchangeOf(@Nullable Object jdkExchange) {
        Object implementation = facts.implementationOf(jdkExchange);
        TrackedConnection connection = connections.of(facts.connectionOf(implementation));
        if (connection == null) {
            return null;
        }
        int streamId = facts.streamIdOf(implementation);
        Exchange found = streamId > 0 ? connection.stream(streamId) : connection.current();
        return found != null && found.isOf(jdkExchange) ? found : connection.ended(jdkExchange);
    }
}
