package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientRetryListener;
import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import io.resetguard.retry.Retried;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryCandidate;
import io.resetguard.retry.RetryDecision;
import io.resetguard.retry.RetryReason;
import java.net.ConnectException;
import java.net.InetSocketAddress;
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
    private final @Nullable BlockedAttempts blocked;
    private final HttpClientFacts facts;
    private final HttpClientAccess access;
    private final LongSupplier nanoClock;

    /** Requests that failed and are sent again, by their {@code MultiExchange}. */
    private final WeakIdentityMap<RetriedRequest> again = new WeakIdentityMap<>();

    /** What a request failed with in the end, by its {@code MultiExchange}: it comes by once more for each redirect. */
    private final WeakIdentityMap<Throwable> ended = new WeakIdentityMap<>();

    private final ConnectionPools pools = new ConnectionPools();
    private final AttemptLimits limits;

    HttpClientRetrier(
            Retries retries,
            FailedAttempts attempts,
            @Nullable BlockedAttempts blocked,
            HttpClientFacts facts,
            HttpClientAccess access,
            LongSupplier nanoClock) {
        this.access = access;
        this.retries = retries;
        this.attempts = attempts;
        this.blocked = blocked;
        this.facts = facts;
        this.nanoClock = nanoClock;
        this.limits = new AttemptLimits(again, attempts, access);
    }

    @Override
    protected @Nullable Object attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        if (verdict != null && isOver(multiExchange, error)) {
            return verdict;
        }
        FailedAttempt attempt = attempts.failed(multiExchange, error, verdict);
        Object jdkExchange = JdkObject.field(multiExchange, "exchange");
        RetriedRequest request = again.get(multiExchange);
        if (request != null) {
            tell(request.outcome(-1, nanoClock.getAsLong()));
        }
        if (verdict == null || RetryBranch.isTaken(verdict)) {
            if (blocked != null && attempt != null && blocked.ends(attempt)) {
                return failed(RetryBranch.ending(verdict, multiExchange, error), multiExchange, request);
            }
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
            if (taken == verdict) {
                retries.withdrawn(attempt.own, decision); // it was given up meanwhile
            }
        }
        if (taken != verdict) {
            return taken;
        }
        if (attempt != null) {
            Runnable after =
                    decision == null || decision.again() ? null : new NotSentAgain(retries, attempt.own, decision);
            attempts.tell(attempt, Outcome.SURFACED, null, after);
        }
        return failed(verdict, multiExchange, request);
    }

    @Override
    protected InetSocketAddress reachable(InetSocketAddress resolved) {
        return retries.reachable(resolved);
    }

    /**
     * The JDK's own re-send of a GET or HEAD opens a connection; where it did in vain, or waits too long, the next one is
     * made as the JDK likes. That of another method (enableAllMethodRetry) could not be made once more: it is left alone.
     */
    private void sentByJdk(
            @Nullable Object jdkExchange, @Nullable RetriedRequest before, @Nullable FailedAttempt attempt) {
        if (attempt != null) {
            attempts.tell(attempt, Outcome.JDK_RESENT, null, null);
        }
        if (before != null && before.claimPool()) {
            pools.open(facts.requestOf(jdkExchange));
            before.resentByJdk();
            return;
        }
        if (attempt == null || !retries.isWatched(attempt.own.url)) {
            return;
        }
        RetriedRequest request = begun(attempt, before);
        request.resentByJdk();
        Object jdkRequest = facts.requestOf(jdkExchange);
        if (jdkRequest != null && isResentByJdk(jdkRequest)) {
            pools.close(jdkRequest, request);
            limits.connecting(attempt.multiExchange, jdkRequest, request);
        } else {
            pools.open(jdkRequest);
        }
    }

    private boolean isResentByJdk(Object jdkRequest) {
        String method = access.method(jdkRequest);
        return method.equals("GET") || method.equals("HEAD");
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
                        JdkObject.field(request, "requestPublisher"),
                        facts.implementationOf(jdkExchange),
                        Boolean.TRUE.equals(JdkObject.field(jdkExchange, "upgrading"))))
                .keyed(facts.isKeyed(request))
                .switchesProtocol(facts.switchesProtocol(request))
                .cancelled(RetryBranch.isGivenUp(attempt.multiExchange))
                .agentSends(before == null ? 0 : before.agentSends())
                .elapsedNanos(
                        attempt.nowNanos - (before == null ? AttemptLimits.sinceNanos(attempt) : before.beganNanos))
                .timeoutNanos(AttemptLimits.timeoutNanos(request))
                .waiting(attempt.sender())
                .bodyHandler(className(JdkObject.field(attempt.multiExchange, "responseHandler")))
                .build());
    }

    private static @Nullable String className(@Nullable Object object) {
        return object == null ? null : object.getClass().getName();
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
            RetriedRequest request = begun(attempt, before);
            Object jdkRequest = facts.requestOf(jdkExchange);
            pools.close(jdkRequest, request);
            request.sentAgain(attempt.own, decision, cause, attempt.nowNanos);
            if (AttemptLimits.timeoutNanos(jdkRequest) < 0) {
                limits.attempt(attempt.multiExchange, request, decision.remainingNanos());
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
            pools.open(facts.requestOf(jdkExchange));
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
        return weakest != Tier.X && attempt.own.sends < MOST_SENDS && request != null && isResentByJdk(request);
    }

    private RetriedRequest begun(FailedAttempt attempt, @Nullable RetriedRequest before) {
        RetriedRequest request = before == null ? new RetriedRequest(AttemptLimits.sinceNanos(attempt)) : before;
        again.put(attempt.multiExchange, request);
        return request;
    }

    /** The application gets the first failure, with this one as suppressed. */
    private Object failed(Object verdict, Object multiExchange, @Nullable RetriedRequest request) {
        again.remove(multiExchange);
        pools.open(facts.requestOf(JdkObject.field(multiExchange, "exchange")));
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

    @Override
    protected Object pool(Object pool, Object address, Object request) {
        return pools.poolFor(pool, address, request);
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
            pools.open(facts.requestOf(JdkObject.field(multiExchange, "exchange")));
            Object status = JdkObject.field(response, "statusCode");
            tell(request.outcome(status instanceof Integer ? (Integer) status : 0, nanoClock.getAsLong()));
        }
    }

    private void tell(@Nullable Retried outcome) {
        if (outcome != null) {
            retries.retried(outcome);
        }
    }
}
