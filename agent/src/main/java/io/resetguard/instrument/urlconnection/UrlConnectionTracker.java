package io.resetguard.instrument.urlconnection;

import io.resetguard.bootstrap.UrlConnectionListener;
import io.resetguard.bootstrap.Wire;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.SurfacedErrors;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import java.net.HttpURLConnection;
import java.net.Socket;
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

    /** Calls that are asking a proxy for a tunnel, by thread: the client below knows nothing of its call. */
    private static final ThreadLocal<@Nullable Object> TUNNELLING = new ThreadLocal<>();

    private final SurfacedErrors told;
    private final LongSupplier nanoClock;
    private final UrlConnectionFacts facts = new UrlConnectionFacts();
    private final WeakIdentityMap<TrackedConnection> connections = new WeakIdentityMap<>();

    /** Exchanges whose connection the peer ended, by call, until it is known what becomes of them. */
    private final WeakIdentityMap<Exchange> ended = new WeakIdentityMap<>();

    /** Exchanges that a client began to send again by itself, by client. */
    private final WeakIdentityMap<Exchange> resending = new WeakIdentityMap<>();

    /** Connections that could not be opened, by the exception that says so. */
    private final WeakIdentityMap<TrackedConnection> unopened = new WeakIdentityMap<>();

    private UrlConnectionTracker(ExchangeListener told, LongSupplier nanoClock) {
        this.told = new SurfacedErrors(UrlConnectionFacts.CLIENT, told);
        this.nanoClock = nanoClock;
    }

    /** A tracker that tells {@code told}. By its supertype, so that whoever asks is verified without loading this. */
    public static UrlConnectionListener telling(ExchangeListener told, LongSupplier nanoClock) {
        return new UrlConnectionTracker(told, nanoClock);
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
    protected void connected(Object client, @Nullable Socket socket) {
        TrackedConnection connection = connections.get(client);
        if (connection != null && socket != null) {
            connection.connected(
                    nanoClock.getAsLong(), socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
            told.connected(connection.remote());
        }
    }

    @Override
    protected void connectFailed(Object client, Throwable error) {
        TrackedConnection connection = connections.get(client);
        if (connection != null && Signal.ofError(error) != null) {
            unopened.put(error, connection);
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
            TUNNELLING.set(call);
        } else {
            TUNNELLING.remove();
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
        Exchange interrupted = ended.remove(call);
        if (interrupted != null) {
            sentAgain(interrupted, connection, now);
            return;
        }
        HttpURLConnection its = (HttpURLConnection) call;
        connection.begin(
                new Exchange(connection, its.getRequestMethod(), its.getURL(), call, 0, Phase.WRITE_HEAD, now), now);
    }

    @Override
    protected void requestWriting(Object client) {
        TrackedConnection connection = connections.get(client);
        if (connection == null) {
            return;
        }
        Object tunnelCall = TUNNELLING.get();
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
        TrackedConnection connection = exchange.connection();
        if (connection.readEnding() != null && connection.peerEnd() != null) {
            // The parser read to the end of the stream: the head was cut, and the JDK takes it for a whole one.
            exchange.phase(Phase.READ_HEAD);
            report(exchange, Outcome.SURFACED, null);
            return;
        }
        exchange.phase(exchange.phase() == Phase.PROXY_TUNNEL ? Phase.PROXY_TUNNEL : Phase.READ_BODY);
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
        Object call = exchange == null ? null : exchange.call();
        if (exchange != null && call != null && connection.peerEnd() != null && !connection.isReported()) {
            ended.put(call, exchange);
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
                told.peerEnded(facts.of(exchange, nanoClock.getAsLong())
                        .phase(Phase.READ_BODY)
                        .truncated(body.announcedBytes, body.cameBytes)
                        .build());
            }
        } else if (connection.peerEnd() == Signal.RST) {
            report(exchange, Outcome.SURFACED, null);
        } else {
            // Without a length the end of the stream is the end of the body (RFC 9112 6.3).
            connection.exchangeDone(nanoClock.getAsLong());
        }
    }

    @Override
    protected void failed(Object call, Throwable error) {
        TUNNELLING.remove();
        Exchange exchange = ended.remove(call);
        if (exchange == null) {
            Exchange current = current(facts.clientOf(call));
            boolean endedByPeer = current != null
                    && current.isOf(call)
                    && current.connection().peerEnd() != null;
            exchange = endedByPeer ? current : null;
        }
        if (exchange != null) {
            report(exchange, Outcome.SURFACED, error);
        }
        TrackedConnection unopenedOne = unopened(error);
        if (unopenedOne != null && unopenedOne.claimReport() && call instanceof HttpURLConnection) {
            told.peerEnded(facts.ofUnopened(unopenedOne, (HttpURLConnection) call, error, nanoClock.getAsLong())
                    .build());
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

    private @Nullable Exchange current(@Nullable Object client) {
        TrackedConnection connection = connections.get(client);
        return connection == null ? null : connection.current();
    }

    private @Nullable TrackedConnection unopened(Throwable error) {
        int depth = 0;
        for (Throwable t = error; t != null && depth < 16; t = t.getCause(), depth++) {
            TrackedConnection connection = unopened.remove(t);
            if (connection != null) {
                return connection;
            }
        }
        return null;
    }

    private void sentAgain(Exchange exchange, TrackedConnection next, long now) {
        TrackedConnection before = exchange.connection();
        boolean first = before.claimReport();
        facts.sentAgain(exchange, next, first ? told : null, now);
        next.begin(exchange, now);
    }

    private void report(Exchange exchange, Outcome outcome, @Nullable Throwable error) {
        if (exchange.connection().claimReport()) {
            told.peerEnded(facts.of(exchange, nanoClock.getAsLong())
                    .outcome(outcome)
                    .error(error)
                    .build());
        }
    }
}
