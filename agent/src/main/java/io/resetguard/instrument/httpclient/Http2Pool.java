package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import io.resetguard.prevent.Liveness;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.prevent.Reuses;
import java.io.EOFException;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Whether the pooled HTTP/2 connection of an origin is given another stream (docs/adr/0013). One that is not is marked
 * as the JDK itself marks one after GOAWAY: it serves the streams it has, leaves the pool, and is closed when they have
 * ended. Any thread.
 */
final class Http2Pool {

    private final Reuses reuses;
    private final HttpClientConnections connections;
    private final UntoldPrevented untold;
    private final LongSupplier nanoClock;

    /** The connections that get no new streams, by {@code Http2Connection}. */
    private final WeakIdentityMap<Boolean> retired = new WeakIdentityMap<>();

    /** The {@code Http2Connection} that was retired in the search that is under way, by {@code HttpRequestImpl}. */
    private final WeakIdentityMap<Object> retiredFor = new WeakIdentityMap<>();

    Http2Pool(Reuses reuses, HttpClientConnections connections, UntoldPrevented untold, LongSupplier nanoClock) {
        this.reuses = reuses;
        this.connections = connections;
        this.untold = untold;
        this.nanoClock = nanoClock;
    }

    /** Under the lock of the JDK's pool, which then finds that it gets no stream, and opens another connection. */
    void found(Object h2Connection, Object request) throws Throwable {
        TrackedConnection pooled = connections.ofH2(h2Connection);
        if (pooled == null) {
            return;
        }
        Liveness seen = pooled.peerEnd() == null ? Liveness.UNKNOWN : Liveness.CLOSED;
        ReuseDecision decision = reuses.mayReuse(pooled, seen, nanoClock.getAsLong());
        if (!decision.reuse()) {
            JdkObject.run(h2Connection, "setFinalStream");
            retired.put(h2Connection, Boolean.TRUE);
            retiredFor.put(request, h2Connection);
            untold.add(request, pooled, decision);
        } else if (!untold.isEmpty()) {
            untold.tell(request, pooled);
        }
    }

    /** The lock is free again. */
    void searched(Object request) throws Throwable {
        Object h2Connection = retiredFor.size() == 0 ? null : retiredFor.remove(request);
        if (h2Connection != null) {
            closeUnused(h2Connection);
        }
    }

    void streamEnded(Object h2Connection) throws Throwable {
        if (retired.size() != 0 && retired.get(h2Connection) != null) {
            closeUnused(h2Connection);
        }
    }

    void frame(Object h2Connection) {
        TrackedConnection connection = connections.known(h2Connection);
        if (connection != null) {
            connection.frameReceived();
        }
    }

    /**
     * The JDK says GOAWAY when the last stream has ended, and to 25 leaves it to the peer to close: one that is dead does
     * not. A stream may be promised that is not open yet.
     */
    private static void closeUnused(Object h2Connection) throws Throwable {
        Object streams = JdkObject.field(h2Connection, "streams");
        Object promised = JdkObject.field(h2Connection, "numReservedClientStreams");
        boolean unused = streams instanceof Map
                && ((Map<?, ?>) streams).isEmpty()
                && Integer.valueOf(0).equals(promised);
        if (!unused) {
            return;
        }
        try {
            JdkObject.run(h2Connection, "shutdown", new EOFException("not used again"));
        } catch (NoSuchMethodException from26) {
            JdkObject.run(h2Connection, "close");
        }
    }
}
