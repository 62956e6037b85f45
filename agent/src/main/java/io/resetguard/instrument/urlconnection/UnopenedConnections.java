package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.retry.Retries;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connections that the peer kept from being opened, or that another address of its host may give, by the exception that
 * says so. Any thread.
 */
final class UnopenedConnections {

    private final WeakIdentityMap<TrackedConnection> byError = new WeakIdentityMap<>();
    private final @Nullable Retries retries;

    /**
     * @param retries who knows the other addresses; {@code null}: nobody
     */
    UnopenedConnections(@Nullable Retries retries) {
        this.retries = retries;
    }

    void add(Throwable error, TrackedConnection connection) {
        boolean elsewhere = retries != null && retries.unreachable(connection, error);
        if (elsewhere || Signal.ofError(error) != null) {
            byError.put(error, connection);
        }
    }

    /** See {@link Retries#reachable}. */
    InetSocketAddress reachable(InetSocketAddress resolved) {
        return retries == null ? resolved : retries.reachable(resolved);
    }

    /** The one that this exception, or a cause of it, speaks of; given once. */
    @Nullable
    TrackedConnection take(Throwable error) {
        for (Throwable t : Causes.of(error)) {
            TrackedConnection connection = byError.remove(t);
            if (connection != null) {
                return connection;
            }
        }
        return null;
    }
}
