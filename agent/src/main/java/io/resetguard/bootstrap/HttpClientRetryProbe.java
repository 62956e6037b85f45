package io.resetguard.bootstrap;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http} call that are there only where retry is on. Nothing here throws, blocks or does
 * I/O; where anything goes wrong the JDK's own value stands.
 */
public final class HttpClientRetryProbe {

    private static volatile @Nullable HttpClientRetryListener listener;

    private HttpClientRetryProbe() {}

    /** Who answers; {@code null}: nobody, and the JDK's own values stand. */
    public static void listener(@Nullable HttpClientRetryListener listener) {
        HttpClientRetryProbe.listener = listener;
    }

    /** Hook: MultiExchange.getExceptionalCF (to 25) or checkRetryEligible (from 26) is about to return. */
    public static @Nullable Object attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        HttpClientRetryListener l = listener;
        if (l == null) {
            return verdict;
        }
        try {
            AgentLog.faultPoint("verdict");
            return l.attemptFailed(verdict, multiExchange, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientRetryProbe.attemptFailed", fault);
            return verdict;
        }
    }

    /** Hook: Utils.resolveAddress is about to return this; {@code null} where there is no proxy. */
    public static @Nullable Object reachable(@Nullable Object resolved) {
        HttpClientRetryListener l = listener;
        if (l == null || !(resolved instanceof InetSocketAddress)) {
            return resolved;
        }
        try {
            AgentLog.faultPoint("reachable");
            return l.reachable((InetSocketAddress) resolved);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientRetryProbe.reachable", fault);
            return resolved;
        }
    }

    /** Hook: HttpConnection.getConnection has fetched the pool it will look into. */
    public static Object pool(Object pool, Object address, Object request) {
        HttpClientRetryListener l = listener;
        if (l == null) {
            return pool;
        }
        try {
            AgentLog.faultPoint("pool");
            return l.pool(pool, address, request);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientRetryProbe.pool", fault);
            return pool;
        }
    }

    /** Hook: ResponseTimerEvent's constructor has fetched the request's timeout. */
    public static Object timeout(Object duration, Object multiExchange) {
        HttpClientRetryListener l = listener;
        if (l == null) {
            return duration;
        }
        try {
            AgentLog.faultPoint("timeout");
            return l.timeout(duration, multiExchange);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientRetryProbe.timeout", fault);
            return duration;
        }
    }

    /** Hook: MultiExchange.responseFilters begins. */
    public static void responded(Object multiExchange, Object response) {
        HttpClientRetryListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("responded");
            l.responded(multiExchange, response);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientRetryProbe.responded", fault);
        }
    }
}
