package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientListener;
import io.resetguard.bootstrap.HttpClientRetryListener;
import io.resetguard.bootstrap.Wire;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.SurfacedErrors;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.retry.Retries;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.URI;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows each connection and exchange of {@code java.net.http.HttpClient}. A connection is known by its channel; the
 * JDK's several connection objects on one channel (TLS, tunnel, HTTP/2) are found once and remembered.
 */
public final class HttpClientTracker extends HttpClientListener implements TrackedConnection.EndListener {

    private final SurfacedErrors told;
    private final BlockedSends blocked;
    private final @Nullable Retries retries;
    private final LongSupplier nanoClock;
    private final HttpClientAccess access;
    private final HttpClientFacts facts = new HttpClientFacts();

    /** By channel, and by each {@code HttpConnection} and {@code Http2Connection} on it. */
    private final WeakIdentityMap<TrackedConnection> connections = new WeakIdentityMap<>();

    /** Connections being opened, by the JDK's {@code Exchange} that wants them. */
    private final WeakIdentityMap<TrackedConnection> opening = new WeakIdentityMap<>();

    /** Exchanges that are about to be sent again, by the JDK's {@code MultiExchange}. */
    private final WeakIdentityMap<Interrupted> interrupted = new WeakIdentityMap<>();

    /** The JDK's exchange of a failing attempt, by its {@code MultiExchange}, while the JDK decides. */
    private final WeakIdentityMap<WeakReference<@Nullable Object>> failing = new WeakIdentityMap<>();

    /** An exchange and the end after which it is sent again. */
    private static final class Interrupted {
        final Exchange exchange;
        final Resend.Tier tier;
        final PeerReset reset;

        /** Who hears that the agent's send is on the wire; {@code null}: it is the JDK's. */
        final @Nullable RetriedRequest retried;

        /** Is a re-send of the JDK's to be told? Not where nothing had been sent. */
        final boolean isTold;

        Interrupted(
                Exchange exchange,
                Resend.Tier tier,
                PeerReset reset,
                @Nullable RetriedRequest retried,
                boolean isTold) {
            this.exchange = exchange;
            this.tier = tier;
            this.reset = reset;
            this.retried = retried;
            this.isTold = isTold;
        }
    }

    private HttpClientTracker(
            ExchangeListener told, @Nullable Retries retries, HttpClientAccess access, LongSupplier nanoClock) {
        this.access = access;
        this.retries = retries;
        this.told = new SurfacedErrors(HttpClientFacts.CLIENT, told);
        this.blocked = new BlockedSends(this.told);
        this.nanoClock = nanoClock;
    }

    /**
     * A tracker that tells {@code told}. By its supertype, so that whoever asks is verified without loading this.
     *
     * @param retries to whom each request is counted; {@code null}: retry is off
     */
    public static HttpClientListener telling(
            ExchangeListener told, @Nullable Retries retries, HttpClientAccess access, LongSupplier nanoClock) {
        return new HttpClientTracker(told, retries, access, nanoClock);
    }

    /** Who sends again what this tracker, one of {@link #telling}, sees fail. */
    public static HttpClientRetryListener retrier(HttpClientListener tracker, Retries retries, LongSupplier nanoClock) {
        HttpClientTracker own = (HttpClientTracker) tracker;
        return new HttpClientRetrier(retries, own, own.facts, own.access, nanoClock);
    }

    /** Who only tells this tracker of failed attempts, and leaves all as it is. */
    public static HttpClientRetryListener looking(HttpClientListener tracker) {
        return new OnlyLooking((HttpClientTracker) tracker);
    }

    @Override
    protected void connecting(Object plainConnection, @Nullable Object channel, @Nullable Object exchange) {
        if (channel == null) {
            return;
        }
        TrackedConnection connection = connections.get(channel);
        if (connection == null) {
            connection = new TrackedConnection(nanoClock.getAsLong(), true, false, this);
            facts.dialled(connection, plainConnection);
            connection.opener(Thread.currentThread());
            connections.put(channel, connection);
            connections.put(plainConnection, connection);
        }
        if (exchange != null) {
            opening.put(exchange, connection);
        }
    }

    @Override
    protected void connectHandled(@Nullable Object plainConnection) {
        if (plainConnection != null) {
            connected(plainConnection, facts.channelOf(plainConnection));
        }
    }

    @Override
    protected void connected(Object plainConnection, @Nullable Object channel) {
        TrackedConnection connection = connections.get(channel);
        if (connection == null || connection.wasOpen() || !(channel instanceof SocketChannel)) {
            return;
        }
        Socket socket = ((SocketChannel) channel).socket();
        if (socket.isConnected()) {
            connection.connected(
                    nanoClock.getAsLong(), socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
            told.connected(connection.remote());
        }
    }

    @Override
    protected void closing(Object plainConnection, @Nullable Object channel) {
        TrackedConnection connection = connections.get(channel);
        if (connection != null) {
            connection.closedHere();
        }
    }

    @Override
    protected @Nullable Wire wire(SocketChannel channel) {
        return connections.get(channel);
    }

    @Override
    protected void exchangeBegins(
            Object h1Exchange, @Nullable Object httpConnection, @Nullable Object request, @Nullable Object exchange) {
        TrackedConnection connection = tracked(httpConnection);
        if (connection != null && request != null) {
            begin(connection, request, exchange, 0);
        }
    }

    private void begin(TrackedConnection connection, Object request, @Nullable Object exchange, int streamId) {
        long now = nanoClock.getAsLong();
        URI uri = access.uri(request);
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            connection.tls(true);
        }
        Interrupted before = interrupted.size() == 0 ? null : interrupted.remove(facts.callOf(exchange));
        if (before != null) {
            connection.takeOpener();
            before.exchange.sentAgainAs(exchange, streamId, before.tier);
            if (before.retried != null) {
                before.retried.isOn(connection.id, before.exchange.sends());
            } else if (before.isTold) {
                told.jdkResent(new Resend(before.reset, connection.id, before.exchange.sends(), before.tier));
            }
            connection.begin(before.exchange, now);
            return;
        }
        String method = access.method(request);
        Phase phase = "CONNECT".equals(method) ? Phase.PROXY_TUNNEL : Phase.WRITE_HEAD;
        Exchange waiting = connection.current();
        if (phase == Phase.PROXY_TUNNEL && waiting != null) {
            waiting.phase(phase); // over HTTP/1.1 the request begins before its tunnel does
            return;
        }
        if (retries != null && uri.getHost() != null) {
            connection.budget(
                    retries.requestBegan(connection.budget(), connection.tls(), uri.getHost(), uri.getPort(), now));
        }
        Exchange begun = new Exchange(connection, method, uri, exchange, streamId, phase, now);
        // On a new connection it is begun by one of the client's threads: its sender is who asked for the connection.
        boolean opened = connection.requests() == 0 && opening.get(exchange) == connection;
        Thread opener = opened ? connection.takeOpener() : null;
        begun.sender(opener != null ? opener : Thread.currentThread());
        connection.begin(begun, now);
    }

    @Override
    protected void requestPart(Object h1Exchange, @Nullable Object httpConnection, @Nullable List<?> data) {
        Exchange exchange = current(httpConnection);
        if (exchange == null || data == null) {
            return;
        }
        long bytes = remaining(data);
        // An empty part then is the end of CONNECT itself, which the proxy's answer may overtake.
        if (exchange.phase() == Phase.PROXY_TUNNEL && exchange.receivedBytes() > 0 && bytes > 0) {
            exchange.tunnelled();
        }
        if (bytes > 0 && exchange.phase() == Phase.WRITE_BODY && exchange.receivedBytes() > 0) {
            exchange.interimResponse(); // 100 Continue: the body goes out after it
        }
        exchange.connection().sent(bytes);
        if (exchange.phase() == Phase.WRITE_HEAD) {
            exchange.headSent(bytes);
            exchange.phase(Phase.WRITE_BODY);
        } else if (bytes == 0 && exchange.phase() == Phase.WRITE_BODY) {
            // The empty part is the JDK's own mark for the end of the request.
            exchange.phase(Phase.AWAIT_RESPONSE);
        }
    }

    @Override
    protected void plaintextReceived(@Nullable Object h1Exchange, ByteBuffer bytes) {
        TrackedConnection connection = connections.get(access.connectionOf(h1Exchange));
        if (connection != null) {
            connection.received(bytes.remaining());
        }
    }

    @Override
    protected void bodyBegins(Object h1Exchange, @Nullable Object httpConnection) {
        Exchange exchange = current(httpConnection);
        if (exchange != null && exchange.phase() != Phase.PROXY_TUNNEL) {
            exchange.phase(Phase.READ_BODY);
        }
    }

    @Override
    protected void responseReadFailed(Object h1Response, @Nullable Object httpConnection, Throwable error) {
        Exchange exchange = current(httpConnection);
        if (exchange == null || exchange.phase() != Phase.READ_BODY) {
            return;
        }
        Signal end = facts.endOf(exchange.connection(), error);
        if (end != null) {
            exchange.responseHeaders(facts.headersOf(h1Response));
            reportBody(exchange, end, error);
        }
    }

    /** The JDK asks for this only where the body had not come to its end. */
    private void reportBody(Exchange exchange, Signal end, Throwable error) {
        if (!exchange.connection().claimReport()) {
            return;
        }
        long announced = facts.contentLength(exchange);
        boolean chunked = facts.isChunked(exchange);
        PeerResetBuilder reset =
                facts.of(exchange, nanoClock.getAsLong()).signal(end).error(error);
        if (announced > 0 || chunked || exchange.streamId() != 0) {
            reset.truncated(announced, -1);
        }
        blocked.tell(exchange.takeSender(), reset.build());
    }

    @Override
    protected void parking(Object httpConnection, @Nullable Object headers) {
        TrackedConnection connection = connections.get(httpConnection);
        if (connection != null) {
            Exchange done = connection.current();
            if (done != null) {
                done.responseHeaders(headers);
            }
            connection.exchangeDone(nanoClock.getAsLong());
            connection.park();
        }
    }

    @Override
    protected void streamOpened(
            Object stream,
            int streamId,
            @Nullable Object h2Connection,
            @Nullable Object request,
            @Nullable Object jdkExchange) {
        TrackedConnection connection = trackedH2(h2Connection);
        if (connection == null || request == null || (streamId & 1) == 0) {
            return; // even stream ids are the server's own pushes
        }
        if (streamId == 1) {
            connection.upgraded(nanoClock.getAsLong());
        }
        begin(connection, request, jdkExchange, streamId);
        Exchange exchange = connection.stream(streamId);
        if (exchange != null) {
            exchange.phase(Phase.AWAIT_RESPONSE);
        }
    }

    @Override
    protected void streamHead(@Nullable Object encoded, Object h2Connection) {
        TrackedConnection connection = connections.get(h2Connection);
        // The JDK opens a stream and encodes its head under one lock: it is the newest.
        Exchange exchange = connection == null ? null : connection.newestStream();
        if (exchange != null && encoded instanceof List) {
            exchange.streamSent(remaining((List<?>) encoded), nanoClock.getAsLong());
        }
    }

    @Override
    protected void streamData(Object h2Connection, Object frame) {
        TrackedConnection connection = connections.get(h2Connection);
        Exchange exchange = connection == null ? null : connection.stream(access.streamId(frame));
        if (exchange != null) {
            exchange.streamSent(access.bodyBytes(frame), nanoClock.getAsLong());
            exchange.phase(access.endsStream(frame) ? Phase.AWAIT_RESPONSE : Phase.WRITE_BODY);
        }
    }

    private static long remaining(List<?> buffers) {
        long bytes = 0;
        for (int i = 0; i < buffers.size(); i++) {
            Object buffer = buffers.get(i);
            bytes += buffer instanceof Buffer ? ((Buffer) buffer).remaining() : 0;
        }
        return bytes;
    }

    @Override
    protected void frameReceived(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        TrackedConnection connection = connections.get(h2Connection);
        Exchange exchange = connection == null ? null : connection.stream(streamId);
        if (exchange == null) {
            return;
        }
        if (access.isResponseFrame(frame)) {
            exchange.streamReceived(access.bodyBytes(frame));
            exchange.phase(Phase.READ_BODY);
        }
    }

    @Override
    protected void streamReset(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        TrackedConnection connection = connections.get(h2Connection);
        Exchange exchange = connection == null ? null : connection.stream(streamId);
        if (exchange != null) {
            exchange.h2Error(facts.errorCode(frame));
            if (exchange.phase() == Phase.READ_BODY && exchange.claimReport()) {
                blocked.tell(
                        exchange.takeSender(),
                        facts.of(exchange, nanoClock.getAsLong())
                                .truncated(facts.contentLength(exchange), -1)
                                .build());
            }
        }
    }

    @Override
    protected void streamFailed(Object stream, int streamId, @Nullable Object h2Connection, Throwable error) {
        TrackedConnection connection = connections.get(h2Connection);
        Exchange exchange = connection == null ? null : connection.stream(streamId);
        Signal end = connection == null ? null : facts.endOf(connection, error);
        if (exchange != null) {
            exchange.failing();
        }
        if (connection == null || exchange == null || end == null) {
            return;
        }
        connection.noteUnderWay();
        if (exchange.phase() == Phase.READ_BODY && connection.claimReport()) {
            blocked.tell(
                    exchange.takeSender(),
                    facts.ofConnection(connection, exchange, error, nanoClock.getAsLong())
                            .signal(end)
                            .truncated(facts.contentLength(exchange), -1)
                            .build());
        }
    }

    @Override
    protected void streamClosed(int streamId, Object h2Connection) {
        TrackedConnection connection = connections.get(h2Connection);
        if (connection != null) {
            connection.streamDone(streamId, nanoClock.getAsLong());
            connection.park();
        }
    }

    @Override
    protected void goAway(Object h2Connection, Object frame) {
        TrackedConnection connection = connections.get(h2Connection);
        if (connection != null) {
            connection.goAway(facts.lastStream(frame), facts.errorCode(frame));
            connection.noteUnderWay();
        }
    }

    /** The read side of a channel ended: an incident only for an exchange, which will fail and say so. */
    @Override
    public void readSideEnded(TrackedConnection connection) {
        if (connection.isParked() && connection.peerEnd() != null) {
            told.closedWhileIdle(connection.remote(), nanoClock.getAsLong() - connection.idleSinceNanos());
        }
    }

    /** The JDK puts a new exchange in its place before it says that it will send again. */
    @Override
    protected void attemptFailing(Object multiExchange, @Nullable Object exchange) {
        failing.put(multiExchange, new WeakReference<>(exchange));
    }

    @Override
    protected void attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        FailedAttempt attempt = failedAttempt(multiExchange, error);
        if (attempt != null) {
            boolean again = verdict == null || RetryBranch.isTaken(verdict);
            tell(attempt, again ? Outcome.JDK_RESENT : Outcome.SURFACED, null, null);
        }
    }

    /** The attempt that has just failed; {@code null} where that was not the peer's doing. To be asked once for each. */
    @Nullable
    FailedAttempt failedAttempt(Object multiExchange, Throwable error) {
        WeakReference<@Nullable Object> noted = failing.remove(multiExchange);
        Object jdkExchange = noted == null ? null : noted.get();
        Exchange failed = exchangeOf(jdkExchange);
        TrackedConnection connection = failed != null ? failed.connection() : opening.get(jdkExchange);
        if (connection == null || facts.isOurs(error) || facts.isTunnelRefused(connection, error)) {
            return null;
        }
        long now = nanoClock.getAsLong();
        if (failed == null || !connection.wasOpen()) {
            return unopenedAttempt(multiExchange, jdkExchange, connection, failed, error, now);
        }
        Signal seen = facts.endOf(failed, error);
        if (seen == null) {
            return null;
        }
        Phase phase = facts.phaseOf(failed, error);
        if (phase == Phase.TLS_HANDSHAKE) {
            failed.neverSent();
        }
        // What was thrown says that the handshake failed; whether the request had gone out says the request.
        boolean handedOver =
                phase.compareTo(Phase.WRITE_HEAD) < 0 && failed.phase().compareTo(Phase.WRITE_HEAD) > 0;
        PeerReset own = facts.of(failed, now)
                .phase(handedOver ? Phase.AWAIT_RESPONSE : phase)
                .signal(seen)
                .build();
        return new FailedAttempt(multiExchange, failed, phase, false, false, error, own, failed.weakestProof(), now);
    }

    private @Nullable FailedAttempt unopenedAttempt(
            Object multiExchange,
            @Nullable Object jdkExchange,
            TrackedConnection connection,
            @Nullable Exchange begun,
            Throwable error,
            long now) {
        Signal seen = connection.wasOpen() ? connection.peerEnd() : Signal.ofError(error);
        if (seen == null) {
            return null;
        }
        Interrupted before = begun == null ? interrupted.get(multiExchange) : null;
        Exchange never = begun != null ? begun : neverBegun(before, jdkExchange, connection, now);
        if (never == null) {
            return null;
        }
        if (before == null) {
            never.neverSent();
        }
        PeerReset own = facts.ofUnopened(never, now).signal(seen).build();
        boolean doubtful = begun == null && facts.implementationOf(jdkExchange) != null;
        Resend.Tier earlier = before == null ? never.weakestProof() : before.tier.or(never.weakestProof());
        return new FailedAttempt(multiExchange, never, own.phase, true, doubtful, error, own, earlier, now);
    }

    /** Our exchange for an attempt that did not get as far as to have one. */
    private @Nullable Exchange neverBegun(
            @Nullable Interrupted before, @Nullable Object jdkExchange, TrackedConnection connection, long now) {
        if (before != null) {
            before.exchange.waitsFor(connection);
            return before.exchange;
        }
        Object request = facts.requestOf(jdkExchange);
        return request == null
                ? null
                : new Exchange(
                        connection, access.method(request), access.uri(request), jdkExchange, 0, Phase.CONNECT, now);
    }

    /**
     * Tells what became of it, once for each connection or stream that ended.
     *
     * @param retried who hears of the send to come; {@code null}: that is the JDK's, or there is none
     * @param after tells what there is to say besides, of one that surfaced
     */
    void tell(FailedAttempt attempt, Outcome outcome, @Nullable RetriedRequest retried, @Nullable Runnable after) {
        Exchange failed = attempt.exchange;
        boolean ofStream = failed.h2Error() >= 0;
        boolean isFirst = ofStream ? failed.claimReport() : attempt.connection.claimReport();
        boolean surfaced = outcome == Outcome.SURFACED;
        PeerResetBuilder end = attempt.unopened
                ? facts.ofUnopened(failed, attempt.nowNanos).error(attempt.error)
                : facts.ofConnection(attempt.connection, failed, surfaced ? attempt.error : null, attempt.nowNanos)
                        .phase(attempt.phase);
        PeerReset reset = end.signal(attempt.own.signal).outcome(outcome).build();
        Thread sender = !surfaced ? null : attempt.unopened ? attempt.connection.takeOpener() : failed.takeSender();
        if (isFirst) {
            blocked.tell(sender, reset);
        }
        if (after != null) {
            blocked.tell(sender, after);
        }
        if (!surfaced) {
            interrupted.put(attempt.multiExchange, interruption(attempt, reset, retried));
        }
    }

    private Interrupted interruption(FailedAttempt attempt, PeerReset reset, @Nullable RetriedRequest retried) {
        Resend.Tier tier = Resend.Tier.of(attempt.own);
        Interrupted before = attempt.unopened ? interrupted.get(attempt.multiExchange) : null;
        if (before == null) {
            return new Interrupted(attempt.exchange, tier, reset, retried, !attempt.unopened);
        }
        // A send that got no connection proves nothing of the one before it, which is still to be told.
        return new Interrupted(attempt.exchange, tier.or(before.tier), before.reset, retried, before.isTold);
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

    /** Our exchange for the JDK's {@code Exchange}: found over its implementation, on the failing path only. */
    private @Nullable Exchange exchangeOf(@Nullable Object exchange) {
        Object implementation = facts.implementationOf(exchange);
        Object on = facts.connectionOf(implementation);
        TrackedConnection connection = tracked(on);
        if (connection == null) {
            return null;
        }
        int streamId = facts.streamIdOf(implementation);
        Exchange found = streamId > 0 ? connection.stream(streamId) : connection.current();
        return found != null && found.isOf(exchange) ? found : connection.ended(exchange);
    }

    private @Nullable Exchange current(@Nullable Object httpConnection) {
        TrackedConnection connection = connections.get(httpConnection);
        return connection == null ? null : connection.current();
    }

    private @Nullable TrackedConnection tracked(@Nullable Object httpConnection) {
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

    private @Nullable TrackedConnection trackedH2(@Nullable Object h2Connection) {
        TrackedConnection connection = connections.get(h2Connection);
        if (connection == null && h2Connection != null) {
            connection = tracked(facts.connectionUnder(h2Connection));
            if (connection != null) {
                connections.put(h2Connection, connection);
            }
        }
        return connection;
    }
}
