package io.resetguard.instrument.urlconnection;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.instrument.JdkObject;
import io.resetguard.retry.Retries;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request again where the policy says so, at the places where the JDK has given it up (docs/adr/0010). Each
 * method that stands for such a place returns what is to be thrown, or {@code null}: then the JDK's method begins anew.
 * On the thread of the call.
 */
final class UrlConnectionRepeats {

    private static final int CONTINUE = 100;

    private final UrlConnectionTracker tracker;
    private final ExchangeListener told;
    private final UrlConnectionFacts facts;
    private final LongSupplier nanoClock;

    private final RepeatedCalls calls;

    UrlConnectionRepeats(
            UrlConnectionTracker tracker,
            ExchangeListener told,
            Retries retries,
            UrlConnectionFacts facts,
            LongSupplier nanoClock) {
        this.tracker = tracker;
        this.told = told;
        this.facts = facts;
        this.nanoClock = nanoClock;
        this.calls = new RepeatedCalls(told, retries, facts, nanoClock);
    }

    /** The client has found no answer, nor, where the JDK looked for one again, a connection. */
    @Nullable
    Throwable unanswered(Object client, Throwable error) {
        Exchange exchange = tracker.interrupted(client);
        Object call = exchange == null ? null : exchange.call();
        if (exchange == null || !(call instanceof HttpURLConnection) || exchange.phase() == Phase.PROXY_TUNNEL) {
            return error;
        }
        boolean awaits100 = Boolean.FALSE.equals(JdkObject.field(client, "ignoreContinue"));
        if (awaits100 && error instanceof SocketTimeoutException) {
            return error; // then the JDK goes on without the interim answer
        }
        HttpURLConnection its = (HttpURLConnection) call;
        boolean replayable = Boolean.FALSE.equals(JdkObject.call(call, "streaming"));
        // disconnect() takes the client away from its call.
        boolean cancelled = JdkObject.field(call, "http") != client;
        Throwable failure = error;
        while (true) {
            Throwable toThrow = afterSend(its, exchange, replayable, cancelled, failure);
            if (toThrow != null) {
                return toThrow;
            }
            if (JdkObject.field(call, "http") != client
                    || Thread.currentThread().isInterrupted()) {
                return over(call, failure); // it was given up meanwhile
            }
            try {
                UrlConnectionReopening.onSameClient(client, its, calls.begun(call), nanoClock);
                return null;
            } catch (ReflectiveOperationException | IllegalStateException fault) {
                AgentLog.suppressed("UrlConnectionReopening", fault);
                return over(call, error);
            } catch (Throwable again) {
                failure = again;
            }
        }
    }

    /** The call could not write its request, nor could the JDK on a second connection. */
    @Nullable
    Throwable unwritten(Object call, Throwable error) {
        Exchange exchange = tracker.ended(call);
        if (exchange == null || !(call instanceof HttpURLConnection) || exchange.phase() == Phase.PROXY_TUNNEL) {
            return over(call, error);
        }
        HttpURLConnection its = (HttpURLConnection) call;
        // In streaming mode this is the head, which goes out before the application gets the stream for the body.
        Throwable toThrow = afterSend(its, exchange, true, false, error);
        if (toThrow != null) {
            return toThrow;
        }
        try {
            UrlConnectionReopening.onNewClient(its, calls.begun(call), nanoClock);
            tracker.willSendAgain(call, exchange);
            return null;
        } catch (ReflectiveOperationException | IllegalStateException fault) {
            AgentLog.suppressed("UrlConnectionReopening", fault);
            return over(call, error);
        } catch (Throwable again) {
            return over(call, again);
        }
    }

    /** The call has no connection, or no TLS session on it; there was no send. */
    @Nullable
    Throwable unconnected(Object call, Throwable error) {
        // What was set aside for CONNECT comes back only where that succeeds.
        if (tracker.isTunnelling(call)) {
            return over(call, error);
        }
        TrackedConnection connection = error instanceof IOException ? tracker.unopened(error) : null;
        if (connection == null || !(call instanceof HttpURLConnection) || !connection.claimReport()) {
            return over(call, error);
        }
        long now = nanoClock.getAsLong();
        HttpURLConnection its = (HttpURLConnection) call;
        Exchange known = tracker.ended(call);
        Exchange exchange = known == null ? facts.unsent(connection, its, now) : known;
        PeerResetBuilder reset = facts.ofUnopened(connection, exchange, its, error, now);
        Throwable toThrow =
                calls.next(its, reset, exchange.weakestProof(), true, false, connection.seenSinceNanos, error);
        if (toThrow != null) {
            return toThrow;
        }
        try {
            UrlConnectionReopening.prepare(its, calls.begun(call), now());
            tracker.willSendAgain(call, exchange);
            return null;
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionReopening", fault);
            return over(call, error);
        }
    }

    /** The call has its TCP connection. */
    void opened(Object call) {
        Repeat repeat = calls.of(call);
        if (repeat != null) {
            UrlConnectionReopening.opened(call, repeat);
        }
    }

    /** The request is about to be written. */
    void writing(Exchange exchange, Object client) {
        Repeat repeat = calls.of(exchange.call());
        if (repeat != null) {
            repeat.writing(exchange.connection().id, exchange.sends());
        }
    }

    /** The response's head is there. */
    void answered(Exchange exchange, Object client, @Nullable Object headers) {
        Object call = exchange.call();
        Repeat repeat = calls.of(call);
        if (repeat == null || !(call instanceof HttpURLConnection)) {
            return;
        }
        int status = facts.status(headers);
        if (status == CONTINUE) {
            return; // the response itself is still to come
        }
        UrlConnectionReopening.answered(client, (HttpURLConnection) call);
        calls.answered(call, repeat, status);
    }

    /** See {@link RepeatedCalls#surfaced}. */
    void surfaced(PeerReset reset) {
        calls.surfaced(reset);
    }

    /** See {@link RepeatedCalls#over}. */
    Throwable over(Object call, Throwable last) {
        return calls.over(call, last);
    }

    private @Nullable Throwable afterSend(
            HttpURLConnection call, Exchange exchange, boolean replayable, boolean cancelled, Throwable error) {
        TrackedConnection connection = exchange.connection();
        boolean endedByPeer = error instanceof IOException && connection.peerEnd() != null && connection.claimReport();
        TrackedConnection unopened = tracker.unopened(error);
        boolean refused = unopened != null && unopened.claimReport();
        if (unopened == null || !refused) {
            return endedByPeer
                    ? decided(call, facts.of(exchange, now()), exchange, replayable, cancelled, error)
                    : over(call, error);
        }
        PeerResetBuilder opening = facts.ofUnopened(unopened, exchange, call, error, now());
        if (!endedByPeer) {
            return decided(call, opening, exchange, replayable, cancelled, error);
        }
        // The JDK was about to send again, and found no connection. What is proven is proven of the send before.
        Throwable toThrow = decided(call, facts.of(exchange, now()), exchange, replayable, cancelled, error);
        told.peerEnded(opening.outcome(toThrow == null ? Outcome.RETRIED : Outcome.SURFACED)
                .build());
        return toThrow;
    }

    private @Nullable Throwable decided(
            HttpURLConnection call,
            PeerResetBuilder reset,
            Exchange exchange,
            boolean replayable,
            boolean cancelled,
            Throwable error) {
        boolean first = exchange.sends() <= 1 && exchange.requestNumber() == 1;
        long began = first ? exchange.connection().seenSinceNanos : exchange.startNanos;
        return calls.next(call, reset, exchange.weakestProof(), replayable, cancelled, began, error);
    }

    private long now() {
        return nanoClock.getAsLong();
    }
}
