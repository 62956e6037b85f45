package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientRetryListener;
import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import io.resetguard.retry.Retried;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryCandidate;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryReason;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collections;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of {@code java.net.http.HttpClient} again, by the JDK's own way to do so (docs/adr/0011). Exists only
 * where retry is on. Whether is decided in {@code retry}; here is how, and what that needs to know.
 */
final class HttpClientRetrier extends HttpClientRetryListener {

    /** The JDK's and the agent's together, as long as nothing is proven. */
    private static final int MOST_SENDS = 3;

    private final Retries retries;
    private final FailedAttempts attempts;
    private final HttpClientFacts facts;
    private final HttpClientAccess access;
    private final LongSupplier nanoClock;

    /** Requests that failed and are sent again, by their {@code MultiExchange}. */
    private final WeakIdentityMap<RetriedRequest> again = new WeakIdentityMap<>();

    /** What a request failed with in the end, by its {@code MultiExchange}: it comes by once more for each redirect. */
    private final WeakIdentityMap<Throwable> ended = new WeakIdentityMap<>();

    /** The same as {@link #again} by {@code HttpRequestImpl}: those that must not be given a connection from the pool. */
    private final WeakIdentityMap<RetriedRequest> onNewConnection = new WeakIdentityMap<>();

    private final ConnectionPools pools = new ConnectionPools();

    HttpClientRetrier(
            Retries retries,
            FailedAttempts attempts,
            HttpClientFacts facts,
            HttpClientAccess access,
            LongSupplier nanoClock) {
        this.access = access;
        this.retries = retries;
        this.attempts = attempts;
        this.facts = facts;
        this.nanoClock = nanoClock;
    }

    @Override
    protected @Nullable Object attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        if (verdict != null && isOver(multiExchange, error)) {
            return verdict;
        }
        FailedAttempt attempt = attempts.failed(multiExchange, error);
        Object jdkExchange = JdkObject.field(multiExchange, "exchange");
        RetriedRequest request = again.get(multiExchange);
        if (request != null) {
            tell(request.outcome(-1, nanoClock.getAsLong()));
        }
        if (verdict == null || RetryBranch.isTaken(verdict)) {
            sentByJdk(jdkExchange, request, attempt);
            return verdict;
        }
        boolean able = RetryBranch.isKnown(multiExchange, jdkExchange, verdict);
        // First what the JDK is owed: it counts as one of the sends before the agent adds its own.
        Object taken =
                able && request != null ? onPool(verdict, multiExchange, jdkExchange, request, attempt) : verdict;
        if (taken != verdict) {
            return taken;
        }
        RetryDecision decision = attempt == null ? null : decide(attempt, able, jdkExchange, request);
        if (attempt != null && decision != null && decision.again()) {
            taken = sendAgain(verdict, attempt, jdkExchange, request, decision);
        }
        if (taken != verdict) {
            return taken;
        }
        if (attempt != null) {
            Runnable after =
                    decision == null || decision.again() ? null : new Suppressed(retries, attempt.own, decision);
            attempts.tell(attempt, Outcome.SURFACED, null, after);
        }
        return failed(verdict, multiExchange, request);
    }

    /** The JDK's own re-send opens a connection; and where it did in vain, the next one is made as the JDK likes. */
    private void sentByJdk(
            @Nullable Object jdkExchange, @Nullable RetriedRequest before, @Nullable FailedAttempt attempt) {
        if (attempt != null) {
            attempts.tell(attempt, Outcome.JDK_RESENT, null, null);
        }
        if (before != null && before.claimPool()) {
            onNewConnection.remove(facts.requestOf(jdkExchange));
            before.resentByJdk();
        } else if (attempt != null && retries.isWatched(attempt.own.url)) {
            begun(attempt, jdkExchange, before).resentByJdk();
        }
    }

    private RetryDecision decide(
            FailedAttempt attempt, boolean able, @Nullable Object jdkExchange, @Nullable RetriedRequest before) {
        if (!able || attempt.isDoubtful) {
            return RetryDecision.no(Tier.of(attempt.own), RetryReason.FACTS_MISSING);
        }
        // What the peer has pushed was given to the application.
        if (JdkObject.field(attempt.multiExchange, "pushGroup") != null) {
            return RetryDecision.no(Tier.of(attempt.own), RetryReason.PUSHED);
        }
        Object request = facts.requestOf(jdkExchange);
        return retries.decide(RetryCandidate.after(attempt.own)
                .earlier(attempt.earlier)
                .replayable(ReplayableBody.is(
                        JdkObject.field(request, "requestPublisher"), facts.implementationOf(jdkExchange)))
                .keyed(facts.isKeyed(request))
                .switchesProtocol(facts.switchesProtocol(request))
                .cancelled(RetryBranch.isGivenUp(attempt.multiExchange))
                .agentSends(before == null ? 0 : before.agentSends())
                .elapsedNanos(attempt.nowNanos - (before == null ? sinceNanos(attempt) : before.beganNanos))
                .timeoutNanos(timeoutNanos(request))
                .build());
    }

    /** Without a delay, which would hold up the client's thread: a new connection takes its time too. */
    private @Nullable Object sendAgain(
            Object verdict,
            FailedAttempt attempt,
            @Nullable Object jdkExchange,
            @Nullable RetriedRequest before,
            RetryDecision decision) {
        Throwable failure = RetryBranch.failureOf(verdict);
        Throwable cause = failure == null ? attempt.error : failure;
        Object taken = RetryBranch.take(attempt.multiExchange, jdkExchange, verdict, cause);
        if (taken != verdict) {
            RetriedRequest request = begun(attempt, jdkExchange, before);
            request.sentAgain(attempt.own, decision, cause, attempt.nowNanos);
            if (timeoutNanos(facts.requestOf(jdkExchange)) < 0) {
                access.later(new Deadline(attempt.multiExchange, request), decision.remainingNanos());
            }
            attempts.tell(attempt, Outcome.RETRIED, request, null);
        }
        return taken;
    }

    /**
     * The JDK, left alone, would have made its own re-send on an idle connection, and that might have succeeded. It was
     * made to open one, in vain: so it gets what it would have had.
     */
    private @Nullable Object onPool(
            Object verdict,
            Object multiExchange,
            @Nullable Object jdkExchange,
            RetriedRequest request,
            @Nullable FailedAttempt attempt) {
        Throwable failure = RetryBranch.failureOf(verdict);
        boolean owed = request.claimPool();
        if (!owed || failure == null || !mayGoOnPool(jdkExchange, attempt, failure)) {
            return verdict;
        }
        Object taken = RetryBranch.take(multiExchange, jdkExchange, verdict, failure);
        if (taken != verdict) {
            onNewConnection.remove(facts.requestOf(jdkExchange));
            if (attempt != null) {
                attempts.tell(attempt, Outcome.JDK_RESENT, null, null);
            }
        }
        return taken;
    }

    /** What never left this side may; beyond that only what the JDK itself sends again, and no third time. */
    private boolean mayGoOnPool(@Nullable Object jdkExchange, @Nullable FailedAttempt attempt, Throwable failure) {
        if (attempt == null) {
            return failure instanceof ConnectException; // nothing was sent
        }
        Tier weakest = Tier.of(attempt.own).orWeaker(attempt.earlier);
        if (weakest == Tier.P0 || weakest == Tier.P1) {
            return true;
        }
        Object request = facts.requestOf(jdkExchange);
        String method = request == null ? "" : access.method(request);
        return weakest != Tier.X && attempt.own.sends < MOST_SENDS && (method.equals("GET") || method.equals("HEAD"));
    }

    private RetriedRequest begun(FailedAttempt attempt, @Nullable Object jdkExchange, @Nullable RetriedRequest before) {
        RetriedRequest request = before == null ? new RetriedRequest(sinceNanos(attempt)) : before;
        again.put(attempt.multiExchange, request);
        Object jdkRequest = facts.requestOf(jdkExchange);
        if (jdkRequest != null) {
            onNewConnection.put(jdkRequest, request);
        }
        return request;
    }

    /** The application gets the first failure, with this one as suppressed. */
    private Object failed(Object verdict, Object multiExchange, @Nullable RetriedRequest request) {
        again.remove(multiExchange);
        onNewConnection.remove(facts.requestOf(JdkObject.field(multiExchange, "exchange")));
        Throwable first = request == null ? null : request.first();
        Throwable last = RetryBranch.failureOf(verdict);
        boolean replaced = first != null && !RetryBranch.isCancelled(multiExchange);
        Throwable surfacing = replaced ? first : last;
        if (surfacing != null) {
            ended.put(multiExchange, surfacing);
        }
        if (first == null || !replaced) {
            return verdict;
        }
        if (last != null && last != first) {
            first.addSuppressed(last);
        }
        return RetryBranch.failing(verdict, first);
    }

    private boolean isOver(Object multiExchange, Throwable error) {
        Throwable surfaced = ended.size() == 0 ? null : ended.get(multiExchange);
        for (Throwable t : surfaced == null ? Collections.<Throwable>emptyList() : Causes.of(error)) {
            if (t == surfaced) {
                return true;
            }
        }
        return false;
    }

    /** Without a look into the pool a connection is opened; used, it goes into the client's own pool. */
    @Override
    protected Object pool(Object pool, Object address, Object request) {
        RetriedRequest retried = onNewConnection.get(request);
        if (retried == null) {
            return pool;
        }
        if (pools.holds(pool, address, request)) {
            retried.keptFromPool();
        }
        return pools.emptyInsteadOf(pool);
    }

    @Override
    protected Object timeout(Object duration, Object multiExchange) {
        RetriedRequest request = again.get(multiExchange);
        if (request == null) {
            return duration;
        }
        if (!request.claimTimer() || !(duration instanceof Duration)) {
            return duration;
        }
        Duration left = ((Duration) duration).minusNanos(nanoClock.getAsLong() - request.beganNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    protected void responded(Object multiExchange, Object response) {
        RetriedRequest request = again.size() == 0 ? null : again.remove(multiExchange);
        if (request != null) {
            onNewConnection.remove(facts.requestOf(JdkObject.field(multiExchange, "exchange")));
            Object status = JdkObject.field(response, "statusCode");
            tell(request.outcome(status instanceof Integer ? (Integer) status : 0, nanoClock.getAsLong()));
        }
    }

    private void tell(@Nullable Retried outcome) {
        if (outcome != null) {
            retries.retried(outcome);
        }
    }

    /** When the application's request began: with opening the connection, where it was opened for this request. */
    private static long sinceNanos(FailedAttempt attempt) {
        boolean opened = attempt.unopened || (attempt.exchange.sends() <= 1 && attempt.own.requestNumber == 1);
        return opened && attempt.connection.ageKnown ? attempt.connection.seenSinceNanos : attempt.exchange.startNanos;
    }

    private static long timeoutNanos(@Nullable Object jdkRequest) {
        Object timeout = JdkObject.field(jdkRequest, "timeout");
        try {
            return timeout instanceof Duration ? ((Duration) timeout).toNanos() : -1;
        } catch (ArithmeticException longer) {
            return Long.MAX_VALUE;
        }
    }

    /** The end of an attempt of the agent's, where the application has set no time-out. */
    private final class Deadline implements Runnable {
        private final WeakReference<Object> multiExchange;
        private final RetriedRequest request;
        private final int agentSends;

        Deadline(Object multiExchange, RetriedRequest request) {
            this.multiExchange = new WeakReference<>(multiExchange);
            this.request = request;
            this.agentSends = request.agentSends();
        }

        @Override
        public void run() {
            Object multi = multiExchange.get();
            if (multi != null && again.get(multi) == request && request.agentSends() == agentSends) {
                RetryBranch.timeOut(multi, access.timedOut());
            }
        }
    }

    /** That it was not sent again is told behind the reset, on the same thread. */
    private static final class Suppressed implements Runnable {
        private final Retries retries;
        private final PeerReset reset;
        private final RetryDecision why;

        Suppressed(Retries retries, PeerReset reset, RetryDecision why) {
            this.retries = retries;
            this.reset = reset;
            this.why = why;
        }

        @Override
        public void run() {
            retries.suppressed(reset, why);
        }
    }
}
