package io.resetguard.bootstrap;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the further hooks in {@code java.net.http} ask that are there only where retry is on. Unlike those of
 * {@link HttpClientListener}, its answers change what the JDK does. Same threads: must not block.
 */
public abstract class HttpClientRetryListener {

    /**
     * MultiExchange.getExceptionalCF (to 25) or checkRetryEligible (from 26) is about to return {@code verdict}.
     *
     * @return what it is to return instead, or {@code verdict} itself
     */
    protected abstract @Nullable Object attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error);

    /** A connection to this address is about to be opened; gives back the one to be opened. */
    protected abstract InetSocketAddress reachable(InetSocketAddress resolved);

    /** HttpConnection.getConnection is about to look into {@code pool} for this request; gives back a pool of that class. */
    protected abstract Object pool(Object pool, Object address, Object request);

    /** ResponseTimerEvent is about to be made for this request; gives back its {@code java.time.Duration}. */
    protected abstract Object timeout(Object duration, Object multiExchange);

    /** MultiExchange.responseFilters begins: a response's head is there. */
    protected abstract void responded(Object multiExchange, Object response);
}
