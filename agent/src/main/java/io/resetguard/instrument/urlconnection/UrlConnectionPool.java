package io.resetguard.instrument.urlconnection;

import io.resetguard.bootstrap.UrlConnectionPoolListener;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.prevent.Liveness;
import io.resetguard.prevent.Prevented;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.prevent.Reuses;
import java.net.HttpURLConnection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's pool of idle connections, where {@code prevent} is on: each is asked about before it is used again, and one
 * that may not be is closed. Then the JDK's own pool gives the next; where it has none, the JDK opens a new connection
 * itself, as it would have (docs/adr/0014). Any thread; what is closed is closed outside the pool's lock.
 */
final class UrlConnectionPool extends UrlConnectionPoolListener {

    private final KeepAlivePool pool;
    private final WeakIdentityMap<TrackedConnection> connections;
    private final Reuses reuses;
    private final UrlConnectionFacts facts;
    private final LongSupplier nanoClock;
    private final IdleSocket sockets = new IdleSocket();

    /** What was refused to a call that has no connection yet. */
    private final WeakIdentityMap<Refused> refused = new WeakIdentityMap<>();

    /** A connection that was not used again, and those that were refused to the same call before it. */
    private static final class Refused {
        final TrackedConnection connection;
        final ReuseDecision why;
        final @Nullable Refused before;

        Refused(TrackedConnection connection, ReuseDecision why, @Nullable Refused before) {
            this.connection = connection;
            this.why = why;
            this.before = before;
        }
    }

    private UrlConnectionPool(
            KeepAlivePool pool,
            WeakIdentityMap<TrackedConnection> connections,
            Reuses reuses,
            UrlConnectionFacts facts,
            LongSupplier nanoClock) {
        this.pool = pool;
        this.connections = connections;
        this.reuses = reuses;
        this.facts = facts;
        this.nanoClock = nanoClock;
    }

    /** {@code null} where this JDK's pool is not as it is known. */
    static @Nullable UrlConnectionPool asking(
            Reuses reuses,
            WeakIdentityMap<TrackedConnection> connections,
            UrlConnectionFacts facts,
            LongSupplier nanoClock) {
        KeepAlivePool pool = KeepAlivePool.find();
        return pool == null ? null : new UrlConnectionPool(pool, connections, reuses, facts, nanoClock);
    }

    @Override
    protected boolean mayReuse(Object client, @Nullable Object call) {
        TrackedConnection connection = connections.get(client);
        if (connection == null) {
            return true; // it was open before the agent came, and has not been used since
        }
        long now = nanoClock.getAsLong();
        Liveness liveness = Liveness.UNKNOWN;
        if (connection.idleNanos(now) >= Reuses.LOOK_FROM_NANOS) {
            liveness = sockets.look(client);
            if (connection.announced() == null) {
                connection.announced(facts.announced(connection));
            }
        }
        ReuseDecision decision = reuses.mayReuse(connection, liveness, now);
        if (!decision.reuse()) {
            refuse(connection, decision, call);
        }
        return decision.reuse();
    }

    private void refuse(TrackedConnection connection, ReuseDecision why, @Nullable Object call) {
        if (call instanceof HttpURLConnection) {
            refused.put(call, new Refused(connection, why, refused.get(call)));
        } else {
            tell(null, new Refused(connection, why, null), 0);
        }
    }

    @Override
    protected @Nullable Object insteadOf(Object client, @Nullable Object url, @Nullable Object factory)
            throws ReflectiveOperationException {
        pool.close(client);
        return url == null ? null : pool.next(url, factory);
    }

    @Override
    protected void checkedOut(@Nullable Object client, @Nullable Object call) {
        if (refused.size() == 0 || !(call instanceof HttpURLConnection)) {
            return;
        }
        TrackedConnection connection = client == null ? null : connections.get(client);
        for (Refused each = refused.remove(call); each != null; each = each.before) {
            tell((HttpURLConnection) call, each, connection == null ? 0 : connection.id);
        }
    }

    private void tell(@Nullable HttpURLConnection call, Refused what, long newConnectionId) {
        reuses.prevented(new Prevented(
                UrlConnectionFacts.CLIENT,
                call == null ? null : call.getRequestMethod(),
                call == null ? null : call.getURL(),
                what.connection,
                what.why,
                newConnectionId));
    }

    /** An exchange found its connection ended by the peer: before the JDK does anything about it. */
    void ended(Exchange exchange) {
        if (exchange.requestNumber() > 1
                && !exchange.isAnswered()
                && exchange.connection().peerEnd() != null) {
            reuses.stale(exchange);
        }
    }
}
