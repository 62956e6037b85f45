package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.TrackedConnection;
import io.resetguard.instrument.JdkObject;
import io.resetguard.prevent.Liveness;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.prevent.Reuses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which of the pooled HTTP/1.1 connections is used again, if any (docs/adr/0013). On the healthy path; any thread. */
final class Http1Pool {

    private final Reuses reuses;
    private final HttpClientConnections connections;
    private final HttpClientFacts facts;
    private final UntoldPrevented untold;
    private final LongSupplier nanoClock;

    Http1Pool(
            Reuses reuses,
            HttpClientConnections connections,
            HttpClientFacts facts,
            UntoldPrevented untold,
            LongSupplier nanoClock) {
        this.reuses = reuses;
        this.connections = connections;
        this.facts = facts;
        this.untold = untold;
        this.nanoClock = nanoClock;
    }

    /**
     * The one that was used last is taken, unless the one that is idle for longest is not to be used any more: then that
     * one comes out first, is refused by {@link #use}, and the next is taken. So none stays behind for good.
     */
    boolean takesOldest(List<?> idle) {
        TrackedConnection oldest = idle.size() > 1 ? connections.of(idle.get(0)) : null;
        if (oldest == null || !reuses.isWatched(oldest)) {
            return true; // as the JDK does
        }
        long now = nanoClock.getAsLong();
        if (isLongIdle(oldest, now)) {
            facts.announce(oldest);
        }
        return !reuses.mayReuse(oldest, Liveness.UNKNOWN, now).reuse();
    }

    /** The connection itself, where it is to be used; else the next of the pool's, or {@code null}: there is none. */
    @Nullable
    Object use(Object httpConnection, Object client, Object request) throws Throwable {
        TrackedConnection pooled = connections.of(httpConnection);
        if (pooled == null || !reuses.isWatched(pooled)) {
            return httpConnection; // not even looked at: a byte that is read must not be missed by anybody
        }
        long now = nanoClock.getAsLong();
        ReuseDecision decision = reuses.mayReuse(pooled, look(pooled, httpConnection, now), now);
        if (!decision.reuse()) {
            untold.add(request, pooled, decision);
            return next(httpConnection, client);
        }
        if (!untold.isEmpty()) {
            untold.tell(request, pooled);
        }
        return httpConnection;
    }

    private Liveness look(TrackedConnection pooled, Object httpConnection, long now) {
        if (pooled.peerEnd() != null) {
            return Liveness.CLOSED; // the client's selector has seen it, and is about to take it out of the pool
        }
        if (!isLongIdle(pooled, now)) {
            return Liveness.UNKNOWN;
        }
        facts.announce(pooled);
        Object channel = facts.channelOf(httpConnection);
        return channel instanceof SocketChannel ? look((SocketChannel) channel) : Liveness.UNKNOWN;
    }

    /**
     * What has arrived, and the client's selector has not yet seen: it may have been stopped, as the whole JVM is by a
     * garbage collection. As the JDK itself does from 17 on without TLS: a byte that is read here is lost, but nothing
     * is read from a connection that has a future.
     */
    private static Liveness look(SocketChannel channel) {
        if (channel.isBlocking()) {
            return Liveness.UNKNOWN; // it never is
        }
        try {
            int read = channel.read(ByteBuffer.allocate(1));
            return read == 0 ? Liveness.ALIVE : read < 0 ? Liveness.CLOSED : Liveness.UNREAD_BYTES;
        } catch (ClosedChannelException closedHere) {
            return Liveness.UNKNOWN; // the JDK looks at that itself
        } catch (IOException reset) {
            return Liveness.CLOSED;
        }
    }

    private static boolean isLongIdle(TrackedConnection pooled, long now) {
        long idle = pooled.idleNanos(now);
        return idle < 0 || idle >= Reuses.LOOK_FROM_NANOS;
    }

    private static @Nullable Object next(Object refused, Object client) throws Throwable {
        Object key = JdkObject.call(refused, "cacheKey");
        Object pool = JdkObject.call(client, "connectionPool");
        JdkObject.run(refused, "close");
        if (key == null || pool == null) {
            return null;
        }
        return JdkObject.run(
                pool,
                "getConnection",
                JdkObject.field(key, "secure"),
                JdkObject.field(key, "destination"),
                JdkObject.field(key, "proxy"));
    }
}
