package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientListener;
import io.resetguard.bootstrap.HttpClientPreventListener;
import io.resetguard.bootstrap.HttpClientRetryListener;
import io.resetguard.bootstrap.Wire;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.SurfacedErrors;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.instrument.JdkObject;
import io.resetguard.prevent.Reuses;
import io.resetguard.retry.JdkResends;
import io.resetguard.retry.Retries;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows each connection and exchange of {@code java.net.http.HttpClient}: hands what a hook saw to whom it concerns.
 * What is left here are the public entry points.
 */
public final class HttpClientTracker extends HttpClientListener {

    private final SurfacedErrors told;
    private final BlockedSends blocked;
    private final HttpClientAccess access;
    private final HttpClientFacts facts = new HttpClientFacts();
    private final HttpClientConnections connections;
    private final FailedAttempts failed;
    private final BegunRequests requests;
    private final Http1Exchanges h1;
    private final Http2Streams h2;

    private HttpClientTracker(
            ExchangeListener told, @Nullable Reuses reuses, HttpClientAccess access, LongSupplier nanoClock) {
        this.access = access;
        this.told = new SurfacedErrors(HttpClientFacts.CLIENT, told);
        this.blocked = new BlockedSends(this.told);
        this.connections = new HttpClientConnections(this.told, facts, nanoClock);
        this.failed = new FailedAttempts(connections, blocked, facts, access, reuses, nanoClock);
        this.requests = new BegunRequests(this.told, connections, failed, facts, access, nanoClock);
        this.h1 = new Http1Exchanges(connections, requests, blocked, facts, access, nanoClock);
        this.h2 = new Http2Streams(connections, requests, blocked, facts, access, nanoClock);
    }

    /**
     * A tracker that tells {@code told}. By its supertype, so that whoever asks is verified without loading this.
     *
     * @param reuses who is to hear of stale connections at once; {@code null}: prevent is off
     */
    public static HttpClientListener telling(
            ExchangeListener told, @Nullable Reuses reuses, HttpClientAccess access, LongSupplier nanoClock) {
        return new HttpClientTracker(told, reuses, access, nanoClock);
    }

    /**
     * Who sends again what this tracker, one of {@link #telling}, sees fail.
     *
     * @param resends who decides what the JDK may send again; {@code null}: all
     */
    public static HttpClientRetryListener retrier(
            HttpClientListener tracker, Retries retries, @Nullable JdkResends resends, LongSupplier nanoClock) {
        HttpClientTracker own = (HttpClientTracker) tracker;
        own.failed.tellUnreachable(retries);
        return new HttpClientRetrier(retries, own.failed, own.blocked(resends), own.facts, own.access, nanoClock);
    }

    /** Who looks at the connections that this tracker, one of {@link #telling}, follows, before they are used again. */
    public static HttpClientPreventListener preventer(
            HttpClientListener tracker, Reuses reuses, LongSupplier nanoClock) {
        HttpClientTracker own = (HttpClientTracker) tracker;
        return new HttpClientPreventer(reuses, own.connections, own.facts, own.access, nanoClock);
    }

    /** Who only tells this tracker of failed attempts, and leaves all as it is but what {@code resends} does not allow. */
    public static HttpClientRetryListener looking(HttpClientListener tracker, @Nullable JdkResends resends) {
        HttpClientTracker own = (HttpClientTracker) tracker;
        return new OnlyLooking(own.failed, own.blocked(resends));
    }

    private @Nullable BlockedAttempts blocked(@Nullable JdkResends resends) {
        return resends == null ? null : new BlockedAttempts(resends, failed, facts);
    }

    @Override
    protected void connecting(Object plainConnection, @Nullable Object channel, @Nullable Object exchange) {
        if (channel != null) {
            connections.connecting(plainConnection, channel, exchange);
        }
    }

    @Override
    protected void connectHandled(@Nullable Object plainConnection) {
        if (plainConnection != null) {
            connections.connected(facts.channelOf(plainConnection));
        }
    }

    @Override
    protected void connected(Object plainConnection, @Nullable Object channel) {
        connections.connected(channel);
    }

    @Override
    protected void closing(Object plainConnection, @Nullable Object channel) {
        TrackedConnection connection = connections.known(channel);
        if (connection != null) {
            connection.closedHere();
        }
    }

    @Override
    protected @Nullable Wire wire(SocketChannel channel) {
        return connections.known(channel);
    }

    @Override
    protected void exchangeBegins(
            Object h1Exchange, @Nullable Object httpConnection, @Nullable Object request, @Nullable Object exchange) {
        TrackedConnection connection = connections.of(httpConnection);
        if (connection != null && request != null) {
            requests.begin(connection, request, exchange, 0);
        }
    }

    @Override
    protected void requestPart(Object h1Exchange, @Nullable Object httpConnection, @Nullable List<?> data) {
        if (data != null) {
            h1.requestPart(httpConnection, data);
        }
    }

    @Override
    protected void plaintextReceived(@Nullable Object h1Exchange, ByteBuffer bytes) {
        h1.received(h1Exchange, bytes);
    }

    @Override
    protected void bodyBegins(Object h1Exchange, @Nullable Object httpConnection) {
        h1.bodyBegins(httpConnection);
    }

    @Override
    protected void bodyFails(Object h1Response, Throwable error) {
        h1.readFailed(h1Response, JdkObject.field(h1Response, "connection"), error);
    }

    @Override
    protected void responseReadFailed(Object h1Response, @Nullable Object httpConnection, Throwable error) {
        h1.readFailed(h1Response, httpConnection, error);
    }

    @Override
    protected void parking(Object httpConnection, @Nullable Object headers) {
        h1.parking(httpConnection, headers);
    }

    @Override
    protected void streamOpened(
            Object stream,
            int streamId,
            @Nullable Object h2Connection,
            @Nullable Object request,
            @Nullable Object jdkExchange) {
        h2.opened(streamId, h2Connection, request, jdkExchange);
    }

    @Override
    protected void streamHead(@Nullable Object encoded, Object h2Connection) {
        if (encoded instanceof List) {
            h2.head((List<?>) encoded, h2Connection);
        }
    }

    @Override
    protected void streamData(Object h2Connection, Object frame) {
        h2.data(h2Connection, frame);
    }

    @Override
    protected void frameReceived(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        h2.received(streamId, h2Connection, frame);
    }

    @Override
    protected void streamResetComes(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        h2.resetComes(stream, streamId, h2Connection, frame);
    }

    @Override
    protected void streamReset(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        h2.reset(streamId, h2Connection, frame);
    }

    @Override
    protected void streamFailed(Object stream, int streamId, @Nullable Object h2Connection, Throwable error) {
        h2.failed(streamId, h2Connection, error);
    }

    @Override
    protected void streamClosed(int streamId, Object h2Connection) {
        h2.closed(streamId, h2Connection);
    }

    @Override
    protected void goAway(Object h2Connection, Object frame) {
        h2.goAway(h2Connection, frame);
    }

    @Override
    protected void attemptFailing(Object multiExchange, @Nullable Object exchange) {
        failed.failing(multiExchange, exchange);
    }

    @Override
    protected void attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        FailedAttempt attempt = failed.failed(multiExchange, error, verdict);
        if (attempt != null) {
            failed.tellAsDecided(attempt, verdict);
        }
    }

    @Override
    protected void sendReturned() {
        blocked.sendEnds();
    }

    @Override
    protected void sendFailed(@Nullable Object request, Throwable thrown) {
        blocked.sendEnds();
        surfaced(request, thrown);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the application has its future; this one only looks on
    protected void futureReturned(@Nullable Object future, @Nullable Object request) {
        if (told.isSpread() && future instanceof CompletableFuture) {
            ((CompletableFuture<?>) future).whenComplete((response, thrown) -> {
                if (thrown != null) {
                    surfaced(request, thrown);
                }
            });
        }
    }

    private void surfaced(@Nullable Object request, Throwable thrown) {
        if (told.isSpread() && request != null) {
            told.surfaced(access.method(request), access.uri(request), thrown);
        }
    }

    @Override
    public void degraded() {
        told.spread();
        blocked.tellAtOnce();
    }

    @Override
    public void ending() {
        blocked.tellRest();
    }
}
