package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.WeakIdentityMap;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls on reused connections that ended because the application's read timeout was over: the JDK closes the connection
 * first, and says why afterwards. Any thread.
 */
final class TimedOutCalls {

    private final ExchangeListener told;

    /** Exchanges without an answer whose connection was closed here, by call. */
    private final WeakIdentityMap<Exchange> closed = new WeakIdentityMap<>();

    TimedOutCalls(ExchangeListener told) {
        this.told = told;
    }

    /** The connection of this exchange is being closed, by whomever. */
    void closing(Exchange exchange) {
        Object call = exchange.call();
        boolean unanswered =
                exchange.receivedBytes() <= 0 && exchange.connection().peerEnd() == null;
        if (call != null && unanswered && exchange.requestNumber() > 1) {
            closed.put(call, exchange);
        }
    }

    /** The call failed for the application. */
    void failed(Object call, @Nullable Throwable error) {
        Exchange exchange = closed.size() == 0 ? null : closed.remove(call);
        if (exchange != null && error instanceof SocketTimeoutException) {
            told.timedOut(exchange);
        }
    }
}
