package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long an attempt may take, and the end of one that takes longer. Any thread. */
final class AttemptLimits {

    /** So long, at most, the JDK's own re-send waits for a connection of its own where there is an idle one. */
    private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** And no longer than this part of what the application gives the request, or its connecting, as a whole. */
    private static final int SHARE_OF_TIMEOUT = 4;

    private final WeakIdentityMap<RetriedRequest> again;
    private final FailedAttempts attempts;
    private final HttpClientAccess access;

    /**
     * @param again requests that are sent again, by their {@code MultiExchange}
     */
    AttemptLimits(WeakIdentityMap<RetriedRequest> again, FailedAttempts attempts, HttpClientAccess access) {
        this.again = again;
        this.attempts = attempts;
        this.access = access;
    }

    /** The agent's attempt that begins now ends after this time, as the JDK ends one whose time has run out. */
    void attempt(Object multiExchange, RetriedRequest request, long nanos) {
        access.later(new Deadline(multiExchange, request), nanos);
    }

    /** The JDK's attempt that begins now does not wait long for a connection where it was kept from an idle one. */
    void connecting(Object multiExchange, Object jdkRequest, RetriedRequest request) {
        Object client = JdkObject.field(multiExchange, "client");
        long nanos = CONNECT_NANOS;
        for (long limit : new long[] {nanos(JdkObject.field(client, "connectTimeout")), timeoutNanos(jdkRequest)}) {
            nanos = limit < 0 ? nanos : Math.min(nanos, limit / SHARE_OF_TIMEOUT);
        }
        access.later(new Patience(multiExchange, request), nanos);
    }

    /** When the application's request began: with opening the connection, where it was opened for this request. */
    static long sinceNanos(FailedAttempt attempt) {
        boolean opened = attempt.unopened || (attempt.exchange.sends() <= 1 && attempt.own.requestNumber == 1);
        return opened && attempt.connection.ageKnown ? attempt.connection.seenSinceNanos : attempt.exchange.startNanos;
    }

    /** The application's time-out for a {@code HttpRequestImpl}; -1: none. */
    static long timeoutNanos(@Nullable Object jdkRequest) {
        return nanos(JdkObject.field(jdkRequest, "timeout"));
    }

    private static long nanos(@Nullable Object duration) {
        try {
            return duration instanceof Duration ? ((Duration) duration).toNanos() : -1;
        } catch (ArithmeticException longer) {
            return Long.MAX_VALUE;
        }
    }

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
                RetryBranch.end(multi, access.timedOut());
            }
        }
    }

    private final class Patience implements Runnable {
        private final WeakReference<Object> multiExchange;
        private final RetriedRequest request;

        Patience(Object multiExchange, RetriedRequest request) {
            this.multiExchange = new WeakReference<>(multiExchange);
            this.request = request;
        }

        @Override
        public void run() {
            Object multi = multiExchange.get();
            Object jdkExchange = JdkObject.field(multi, "exchange");
            boolean waits = again.get(multi) == request && request.isKeptFromPool();
            if (jdkExchange != null && waits && attempts.isConnecting(jdkExchange)) {
                RetryBranch.end(jdkExchange, new ConnectException("no connection in time"));
            }
        }
    }
}
