package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.SurfacedErrors;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections of {@code HttpClient}, each by its channel; the JDK's several connection objects on one channel (TLS,
 * tunnel, HTTP/2) are found once and remembered. Any thread.
 */
final class HttpClientConnections implements TrackedConnection.EndListener {

    private final SurfacedErrors told;
    private final HttpClientFacts facts;
    private final LongSupplier nanoClock;

    /** By channel, and by each {@code HttpConnection} and {@code Http2Connection} on it. */
    private final WeakIdentityMap<TrackedConnection> connections = new WeakIdentityMap<>();

    /** Connections being opened, by the JDK's {@code Exchange} that wants them. */
    private final WeakIdentityMap<TrackedConnection> opening = new WeakIdentityMap<>();

    HttpClientConnections(SurfacedErrors told, HttpClientFacts facts, LongSupplier nanoClock) {
        this.told = told;
        this.facts = facts;
        this.nanoClock = nanoClock;
    }

    /** A plain connection begins to be opened, for this exchange of the JDK's where that is known. */
    void connecting(Object plainConnection, Object channel, @Nullable Object jdkExchange) {
        TrackedConnection connection = connections.get(channel);
        if (connection == null) {
            connection = new TrackedConnection(nanoClock.getAsLong(), true, false, this);
            facts.dialled(connection, plainConnection);
            connection.opener(Thread.currentThread());
            connections.put(channel, connection);
            connections.put(plainConnection, connection);
        }
        if (jdkExchange != null) {
            opening.put(jdkExchange, connection);
        }
    }

    /** TCP is there, or was already. */
    void connected(@Nullable Object channel) {
        TrackedConnection connection = connections.get(channel);
        if (connection == null || connection.wasOpen() || !(channel instanceof SocketChannel)) {
            return;
        }
        Socket socket = ((SocketChannel) channel).socket();
        if (socket.isConnected()) {
            connection.connected(
                    nanoClock.getAsLong(), socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
            told.connected(connection);
        }
    }

    /** Nobody listens where it was to lead. */
    void refused(TrackedConnection connection) {
        told.refused(connection);
    }

    /** The connection that is, or was, being opened for an exchange of the JDK's; {@code null} where it had one. */
    @Nullable
    TrackedConnection openedFor(@Nullable Object jdkExchange) {
        return opening.get(jdkExchange);
    }

    /** By its channel, or by an object of the JDK's that was seen with it before. */
    @Nullable
    TrackedConnection known(@Nullable Object channelOrConnection) {
        return connections.get(channelOrConnection);
    }

    /** The HTTP/1.1 exchange on it, or {@code null}. */
    @Nullable
    Exchange current(@Nullable Object httpConnection) {
        TrackedConnection connection = connections.get(httpConnection);
        return connection == null ? null : connection.current();
    }

    /** The exchange on a stream of it, or {@code null}. */
    @Nullable
    Exchange stream(@Nullable Object h2Connection, int streamId) {
        TrackedConnection connection = connections.get(h2Connection);
        return connection == null ? null : connection.stream(streamId);
    }

    /** By a {@code HttpConnection}, which may be seen for the first time. */
    @Nullable
    TrackedConnection of(@Nullable Object httpConnection) {
        TrackedConnection connection = connections.get(httpConnection);
        if (connection != null || httpConnection == null) {
            return connection;
        }
        Object channel = facts.channelOf(httpConnection);
        if (channel == null) {
            return null;
        }
        connection = connections.get(channel);
        if (connection == null) {
            connection = facts.seenFirst(httpConnection, channel, this, nanoClock.getAsLong());
            connections.put(channel, connection);
        }
        connections.put(httpConnection, connection);
        return connection;
    }

    /** By a {@code Http2Connection}, which may be seen for the first time. */
    @Nullable
    TrackedConnection ofH2(@Nullable Object h2Connection) {
        TrackedConnection connection = connections.get(h2Connection);
        if (connection == null && h2Connection != null) {
            connection = of(facts.connectionUnder(h2Connection));
            if (connection != null) {
                connections.put(h2Connection, connection);
            }
        }
        return connection;
    }

    /** The read side of a channel ended: an incident only for an exchange, which will fail and say so. */
    @Override
    public void readSideEnded(TrackedConnection connection) {
        if (connection.isParked() && connection.peerEnd() != null) {
            long idle = connection.idleNanos(nanoClock.getAsLong());
            told.closedWhileIdle(connection, idle, idle);
        }
    }

    /** The application's time for an answer was over. */
    void timedOut(Exchange exchange) {
        told.timedOut(exchange);
    }
}
