package io.resetguard.instrument.urlconnection;

import io.resetguard.bootstrap.UrlConnectionListener;
import io.resetguard.bootstrap.UrlConnectionPoolListener;
import io.resetguard.bootstrap.Wire;
import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.SurfacedErrors;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.prevent.Reuses;
import io.resetguard.retry.JdkResends;
import io.resetguard.retry.Retries;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows each connection and exchange of {@code HttpURLConnection}. The healthy path is a few look-ups by identity and
 * field writes; all that costs is done once the peer ended something.
 *
 * <p>Who is who: a <em>client</em> is a {@code sun.net.www.http.HttpClient}, which has one socket at a time; a
 * <em>call</em> is a {@code sun...HttpURLConnection}, which may use several clients in turn.
 */
public final class UrlConnectionTracker extends UrlConnectionListener implements TrackedConnection.EndListener {

    private final SurfacedErrors told;
    private final LongSupplier nanoClock;
    private final UrlConnectionFacts facts = new UrlConnectionFacts();
    private final WeakIdentityMap<TrackedConnection> connections = new WeakIdentityMap<>();

    /** Exchanges whose connection the peer ended, by call, until it is known what becomes of them. */
    private final WeakIdentityMap<Exchange> ended = new WeakIdentityMap<>();

    private final TimedOutCalls timedOut;

    /** Exchanges that a client began to send again by itself, by client. */
    private final WeakIdentityMap<Exchange> resending = new WeakIdentityMap<>();

    private final UnopenedConnections unopened;

    private final @Nullable UrlConnectionRepeats repeats;

    private final @Nullable BlockedResends blocked;

    /** Set once the hooks are in: it loads the class of the JDK's clients. */
    private volatile @Nullable UrlConnectionPool pool;

    private UrlConnectionTracker(
            ExchangeListener told, @Nullable Retries retries, @Nullable JdkResends resends, LongSupplier nanoClock) {
        this.told = new SurfacedErrors(UrlConnectionFacts.CLIENT, told);
        this.nanoClock = nanoClock;
        this.timedOut = new TimedOutCalls(this.told);
        this.unopened = new UnopenedConnections(retries);
        this.blocked = resends == null ? null : new BlockedResends(resends, facts, nanoClock);
        this.repeats = retries == null ? null : new UrlConnectionRepeats(this, this.told, retries, facts, nanoClock);
    }

    /**
     * A tracker that tells {@code told}. By its supertype, so that whoever asks is verified without loading this.
     *
     * @param retries who decides what is sent again; {@code null}: nothing is
     * @param resends who decides what the JDK may send again; {@code null}: all
     */
    public static UrlConnectionListener telling(
            ExchangeListener told, @Nullable Retries retries, @Nullable JdkResends resends, LongSupplier nanoClock) {
        return new UrlConnectionTracker(told, retries, resends, nanoClock);
    }

    /**
     * What answers the hooks at the JDK's pool; {@code null} where that is not as it is known.
     *
     * @param reuses who decides what is used again
     */
    public static @Nullable UrlConnectionPoolListener pool(UrlConnectionListener tracker, Reuses reuses) {
        UrlConnectionTracker its = (UrlConnectionTracker) tracker;
        its.pool = UrlConnectionPool.asking(reuses, its.connections, its.facts, its.nanoClock);
        return its.pool;
    }

    @Override
    protected void connecting(Object client, String host, int port) {
        Exchange interrupted = current(client);
        if (interrupted != null && interrupted.connection().peerEnd() != null) {
            resending.put(client, interrupted);
        }
        TrackedConnection opening = new TrackedConnection(nanoClock.getAsLong(), true, true, this);
        opening.dialled(host, port);
        connections.put(client, opening);
    }

    @Override
    protected InetSocketAddress reachable(InetSocketAddress resolved) {
        return unopened.reachable(resolved);
    }

    @Override
    protected void connected(Object client, @Nullable Socket socket) {
        TrackedConnection connection = connections.get(client);
        if (connection != null && socket != null) {
            connection.connected(
                    nanoClock.getAsLong(), socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
            told.connected(connection);
        }
    }

    @Override
    protected void connectFailed(Object client, Throwable error) {
        TrackedConnection connection = connections.get(client);
        if (connection != null) {
            unopened.add(error, connection);
            long tookNanos = nanoClock.getAsLong() - connection.seenSinceNanos;
            if (!connection.wasOpen() && Causes.isRefused(error, tookNanos)) {
                told.refused(connection);
            }
        }
    }

    @Override
    protected void handshaking(Object client) {
        TrackedConnection connection = connections.get(client);
        if (connection != null) {
            connection.tls(true);
        }
    }

    @Override
    protected void handshakeFailed(Object client, Throwable error) {
        connectFailed(client, error);
    }

    @Override
    protected @Nullable Wire wire(Object client) {
        return connections.get(client);
    }

    @Override
    protected @Nullable Wire reading(Object client) {
        phase(client, Phase.AWAIT_RESPONSE);
        return connections.get(client);
    }

    @Override
    protected @Nullable Object knownInput(Wire wire) {
        return ((TrackedConnection) wire).keptInput();
    }

    @Override
    protected void keepInput(Wire wire, Object input) {
        ((TrackedConnection) wire).keepInput(input);
    }

    @Override
    protected void tunnelling(Object call, boolean begins) {
        if (begins) {
            TunnellingCalls.begin(call);
        } else {
            TunnellingCalls.end();
        }
    }

    @Override
    protected void sending(Object call, @Nullable Object client) {
        if (client == null || !(call instanceof HttpURLConnection)) {
            return;
        }
        long now = nanoClock.getAsLong();
        TrackedConnection connection = connections.get(client);
        if (connection == null) {
            // It was open before the agent came.
            connection = new TrackedConnection(now, false, true, this);
            connections.put(client, connection);
        }
        Exchange interrupted = ended.size() == 0 ? null : ended.remove(call);
        if (interrupted != null) {
            // getOutputStream makes a POST of what was a GET when it failed to connect.
            interrupted.method = ((HttpURLConnection) call).getRequestMethod();
            sentAgain(interrupted, connection, now);
            return;
        }
        HttpURLConnection its = (HttpURLConnection) call;
        URL url = its.getURL();
        told.requestBegan(connection, "https".equals(url.getProtocol()), url.getHost(), url.getPort(), now);
        connection.begin(new Exchange(connection, its.getRequestMethod(), url, call, 0, Phase.WRITE_HEAD, now), now);
    }

    @Override
    protected void requestWriting(Object client) {
        TrackedConnection connection = connections.get(client);
        if (connection == null) {
            return;
        }
        Object tunnelCall = TunnellingCalls.onThisThread();
        if (tunnelCall instanceof HttpURLConnection) {
            HttpURLConnection its = (HttpURLConnection) tunnelCall;
            long now = nanoClock.getAsLong();
            connection.begin(
                    new Exchange(connection, "CONNECT", its.getURL(), tunnelCall, 0, Phase.PROXY_TUNNEL, now), now);
            return;
        }
        Exchange interrupted = resending.remove(client);
        if (interrupted != null) {
            ended.remove(interrupted.call());
            sentAgain(interrupted, connection, nanoClock.getAsLong());
        }
        Exchange current = connection.current();
        if (repeats != null && current != null) {
            repeats.writing(current, client);
        }
    }

    @Override
    protected void requestWritten(Object client) {
        phase(client, Phase.WRITE_BODY);
    }

    @Override
    protected void continued(@Nullable Object client) {
        Exchange exchange = current(client);
        if (exchange != null) {
            exchange.interimResponse();
        }
        phase(client, Phase.WRITE_BODY);
    }

    private void phase(@Nullable Object client, Phase reached) {
        Exchange exchange = current(client);
        if (exchange != null && exchange.phase() != Phase.PROXY_TUNNEL) {
            exchange.phase(reached);
        }
    }

    @Override
    protected void responseHead(Object client, @Nullable Object headers) {
        Exchange exchange = current(client);
        if (exchange == null) {
            return;
        }
        exchange.responseHeaders(headers);
        if (repeats != null && exchange.phase() != Phase.PROXY_TUNNEL) {
            repeats.answered(exchange, client, headers);
        }
        TrackedConnection connection = exchange.connection();
        if (connection.readEnding() != null && connection.peerEnd() != null) {
            // The parser read to the end of the stream: the head was cut, and the JDK takes it for a whole one.
            exchange.phase(Phase.READ_HEAD);
            report(exchange, null);
            return;
        }
        if (exchange.phase() == Phase.PROXY_TUNNEL) {
            return;
        }
        exchange.phase(Phase.READ_BODY);
        if (exchange.isTelling()) {
            told.answered(exchange, nanoClock.getAsLong());
        }
    }

    @Override
    protected void responseDone(Object client) {
        TrackedConnection connection = connections.get(client);
        if (connection != null) {
            connection.exchangeDone(nanoClock.getAsLong());
        }
    }

    @Override
    protected void parked(Object client) {
        TrackedConnection connection = connections.get(client);
        if (connection != null) {
            connection.park();
        }
    }

    @Override
    protected void closing(Object client) {
        TrackedConnection connection = connections.get(client);
        if (connection == null) {
            return;
        }
        connection.closedHere();
        Exchange exchange = connection.current();
        noteStale(exchange);
        Object call = exchange == null ? null : exchange.call();
        if (exchange != null && call != null && connection.peerEnd() != null && !connection.isReported()) {
            ended.put(call, exchange);
        }
        if (exchange != null) {
            timedOut.closing(exchange);
        }
    }

    /** The read side of a connection ended: in a response's body nothing above it may ever say so. */
    @Override
    public void readSideEnded(TrackedConnection connection) {
        Exchange exchange = connection.current();
        if (exchange == null || exchange.phase() != Phase.READ_BODY || connection.peerEnd() == null) {
            return;
        }
        if ("Keep-Alive-SocketCleaner".equals(Thread.currentThread().getName())) {
            // The application closed the stream early; the JDK reads the rest for itself.
            return;
        }
        UrlConnectionFacts.Body body = facts.body(exchange);
        if (body.isAnnounced()) {
            if (connection.claimReport()) {
                surfaced(facts.of(exchange, nanoClock.getAsLong())
                        .phase(Phase.READ_BODY)
                        .truncated(body.announcedBytes, body.cameBytes)
                        .build());
            }
        } else if (connection.peerEnd() == Signal.RST) {
            report(exchange, null);
        } else {
            // Without a length the end of the stream is the end of the body (RFC 9112 6.3).
            connection.exchangeDone(nanoClock.getAsLong());
        }
    }

    @Override
    protected void failed(Object call, Throwable error) {
        TunnellingCalls.end();
        timedOut.failed(call, error);
        Exchange exchange = ended.remove(call);
        if (exchange == null) {
            Exchange current = current(facts.clientOf(call));
            boolean endedByPeer = current != null
                    && current.isOf(call)
                    && current.connection().peerEnd() != null;
            exchange = endedByPeer ? current : null;
        }
        noteStale(exchange);
        if (exchange != null) {
            report(exchange, error);
        }
        TrackedConnection unopenedOne = unopened(error);
        if (unopenedOne != null && unopenedOne.claimReport() && call instanceof HttpURLConnection) {
            long now = nanoClock.getAsLong();
            HttpURLConnection its = (HttpURLConnection) call;
            surfaced(facts.ofUnopened(unopenedOne, facts.unsent(unopenedOne, its, now), its, error, now)
                    .build());
        }
        if (blocked != null) {
            blocked.surfaced(call);
        }
        if (repeats != null) {
            repeats.over(call, error);
        }
    }

    @Override
    protected String resending(String method, Object client) {
        return blocked == null ? method : blocked.unanswered(method, client, interrupted(client));
    }

    @Override
    protected boolean rewriting(Object call) {
        return blocked == null || blocked.unwritten(call, current(facts.clientOf(call)));
    }

    @Override
    protected @Nullable Throwable unanswered(Object client, Throwable error) {
        return repeats == null ? error : repeats.unanswered(client, error);
    }

    @Override
    protected @Nullable Throwable unwritten(Object call, Throwable error) {
        return repeats == null ? error : repeats.unwritten(call, error);
    }

    @Override
    protected @Nullable Throwable unconnected(Object call, Throwable error) {
        return repeats == null ? error : repeats.unconnected(call, error);
    }

    @Override
    protected void opened(Object call) {
        if (repeats != null) {
            repeats.opened(call);
        }
    }

    @Override
    protected void uploadFailed(@Nullable Object call, Throwable error) {
        if (call != null) {
            failed(call, error);
        }
    }

    @Override
    protected void surfaced(Object call, Throwable error) {
        if (told.isSpread() && call instanceof HttpURLConnection) {
            told.surfaced(((HttpURLConnection) call).getRequestMethod(), ((HttpURLConnection) call).getURL(), error);
        }
    }

    @Override
    public void degraded() {
        told.spread();
    }

    /** Is {@code call}, on this thread, asking a proxy for a tunnel? */
    boolean isTunnelling(Object call) {
        return TunnellingCalls.onThisThread() == call;
    }

    /** The exchange that found no answer on {@code client}, or none on the connection that was to come after. */
    @Nullable
    Exchange interrupted(Object client) {
        Exchange current = current(client);
        return current != null ? current : resending.get(client);
    }

    /** The exchange of {@code call} whose connection the peer ended. */
    @Nullable
    Exchange ended(Object call) {
        return ended.get(call);
    }

    /** {@code call} is going to send this again. */
    void willSendAgain(Object call, Exchange interrupted) {
        ended.put(call, interrupted);
    }

    private @Nullable Exchange current(@Nullable Object client) {
        TrackedConnection connection = connections.get(client);
        return connection == null ? null : connection.current();
    }

    /** The connection that could not be opened, as this exception says; given once. */
    @Nullable
    TrackedConnection unopened(Throwable error) {
        return unopened.take(error);
    }

    /** Before anything is sent again, or told. */
    private void noteStale(@Nullable Exchange exchange) {
        UrlConnectionPool its = pool;
        if (its != null && exchange != null) {
            its.ended(exchange);
        }
    }

    private void sentAgain(Exchange exchange, TrackedConnection next, long now) {
        TrackedConnection before = exchange.connection();
        boolean first = before.claimReport();
        facts.sentAgain(exchange, next, first ? told : null, now);
        told.sentAgain(before, next, now);
        next.begin(exchange, now);
    }

    private void report(Exchange exchange, @Nullable Throwable error) {
        if (exchange.connection().claimReport()) {
            surfaced(facts.of(exchange, nanoClock.getAsLong()).error(error).build());
        }
    }

    private void surfaced(PeerReset reset) {
        told.peerEnded(reset);
        if (repeats != null) {
            repeats.surfaced(reset);
        }
    }
}
