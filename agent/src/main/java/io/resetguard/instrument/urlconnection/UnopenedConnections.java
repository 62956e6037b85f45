package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** Connections that the peer kept from being opened, by the exception that says so. Any thread. */
final class UnopenedConnections {

    private final WeakIdentityMap<TrackedConnection> byError = new WeakIdentityMap<>();

    void add(Throwable error, TrackedConnection connection) {
        if (Signal.ofError(error) != null) {
            byError.put(error, connection);
        }
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
