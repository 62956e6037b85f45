package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Causes;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.KeepAlive;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.instrument.JdkObject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.Buffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** The facts that only {@code java.net.http}'s own objects know: looked up when something went wrong, never before. */
final class HttpClientFacts {

    static final String CLIENT = "HttpClient";

    /** {@code ConnectionPool.KEEP_ALIVE}: 1200 s to JDK 19, 30 s from 20 (JDK-8297030). */
    private static final long IDLE_SECONDS_TO_19 = 1200;

    private static final long IDLE_SECONDS_FROM_20 = 30;

    private final Upgrades upgrades = new Upgrades();

    PeerResetBuilder of(Exchange exchange, long now) {
        TrackedConnection connection = exchange.connection();
        KeepAlive announced = KeepAlive.parse(header(exchange, "keep-alive"))
                .with(all(connection.lastResponseHeaders(), "connection"));
        Object url = exchange.url;
        String host = url instanceof URI ? ((URI) url).getHost() : null;
        return new PeerResetBuilder(CLIENT)
                .connection(connection, now)
                .foundAlive()
                .exchange(exchange, now)
                .proxy(host == null ? null : connection.proxyFor(host, ((URI) url).getPort()))
                .keepAlive(announced, idleLimitNanos(connection.isH2()), header(exchange, "server"))
                .asksUpgrade(asksUpgrade(exchange))
                .traceId(traceparent(exchange.call()));
    }

    /** The end of a whole connection: told with the oldest exchange it met. */
    PeerResetBuilder ofConnection(TrackedConnection connection, Exchange failed, @Nullable Throwable error, long now) {
        Exchange oldest = connection.oldestUnderWay();
        boolean wholeConnection = failed.h2Error() < 0;
        Exchange shown = wholeConnection && oldest != null ? oldest : failed;
        return of(shown, now)
                .exchanges(wholeConnection ? connection.underWay() : 0)
                .error(error);
    }

    /** An attempt that did not get as far as its connection. */
    PeerResetBuilder ofUnopened(Exchange never, long now) {
        TrackedConnection connection = never.connection();
        URI uri = (URI) never.url;
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            connection.tls(true);
        }
        return new PeerResetBuilder(CLIENT)
                .connection(connection, now)
                .phase(phaseOfUnopened(connection))
                .call(never.id, never.method, uri.toString())
                .sends(never.sends())
                .proxy(uri.getHost() == null ? null : connection.proxyFor(uri.getHost(), uri.getPort()))
                .traceId(traceparent(never.call()));
    }

    private static Phase phaseOfUnopened(TrackedConnection connection) {
        Exchange tunnel = connection.current();
        if (tunnel != null && tunnel.phase() == Phase.PROXY_TUNNEL && tunnel.receivedBytes() <= 0) {
            return Phase.PROXY_TUNNEL;
        }
        return connection.wasOpen() ? Phase.TLS_HANDSHAKE : Phase.CONNECT;
    }

    /** Did the proxy answer CONNECT, but not by opening the tunnel? */
    boolean isTunnelRefused(TrackedConnection connection, Throwable error) {
        Exchange tunnel = connection.current();
        boolean answered = tunnel != null && tunnel.phase() == Phase.PROXY_TUNNEL && tunnel.receivedBytes() > 0;
        for (Throwable t : Causes.of(error)) {
            answered = answered && !(t instanceof SSLException);
        }
        return answered && Signal.ofError(error) == null;
    }

    /** Notes which host was dialled. */
    void dialled(TrackedConnection connection, Object httpConnection) {
        Object proxy = JdkObject.call(httpConnection, "proxy"); // a tunnel's own address is the origin's
        Object address = proxy != null ? proxy : JdkObject.field(httpConnection, "address");
        if (address instanceof InetSocketAddress) {
            connection.dialled(((InetSocketAddress) address).getHostString(), ((InetSocketAddress) address).getPort());
        }
    }

    /** A connection that an exchange names first: about to be opened, or open since before the agent came. */
    TrackedConnection seenFirst(
            Object httpConnection, Object channel, TrackedConnection.EndListener listener, long now) {
        boolean open = channel instanceof SocketChannel && ((SocketChannel) channel).isConnected();
        TrackedConnection connection = new TrackedConnection(now, !open, false, listener);
        dialled(connection, httpConnection);
        if (open) {
            Socket socket = ((SocketChannel) channel).socket();
            connection.alreadyOpen(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
        }
        return connection;
    }

    /** As {@link TrackedConnection#peerEnd}; the JDK closes at a close_notify, before it reads the FIN behind it. */
    @Nullable
    Signal endOf(TrackedConnection connection, Throwable error) {
        Signal end = connection.peerEnd();
        boolean closeNotify = end == null && connection.tls() && Signal.ofError(error) == Signal.EOF;
        return closeNotify ? Signal.TLS_CLOSE : end;
    }

    /** By what the peer ended this exchange; {@code null} where it did not. */
    @Nullable
    Signal endOf(Exchange exchange, Throwable error) {
        TrackedConnection connection = exchange.connection();
        if (exchange.h2Error() >= 0) {
            return Signal.RST_STREAM;
        }
        int last = connection.goAwayLastStream();
        Signal end = endOf(connection, error);
        // Up to 17.0.15 the JDK itself closes the connection at once, whatever the GOAWAY says.
        boolean endedByIt = connection.goAwayError() > 0 && end == null;
        return last >= 0 && (exchange.streamId() > last || endedByIt) ? Signal.GOAWAY : end;
    }

    /** A handshake in TLS is known by what it throws: its bytes are not the application's. */
    Phase phaseOf(Exchange exchange, Throwable error) {
        boolean freshTls = exchange.connection().tls()
                && exchange.receivedBytes() <= 0
                && exchange.connection().requests() <= 1;
        if (freshTls && exchange.phase() == Phase.WRITE_HEAD && exchange.sentBytes() == 0) {
            return Phase.TLS_HANDSHAKE; // the request is handed over as soon as the session is there
        }
        if (freshTls) {
            for (Throwable t : Causes.of(error)) {
                if (t instanceof SSLHandshakeException) {
                    return Phase.TLS_HANDSHAKE;
                }
            }
        }
        Phase phase = PeerResetBuilder.phaseOf(exchange);
        if (phase == Phase.PROXY_TUNNEL && exchange.receivedBytes() > 0) {
            return Phase.TLS_HANDSHAKE; // the proxy has answered
        }
        boolean wroteAll = phase == Phase.WRITE_BODY
                && !exchange.connection().writeFailedFirst()
                && exchange.streamId() == 0
                && exchange.bodySentBytes() >= bodyLength(exchange.call());
        return wroteAll ? Phase.AWAIT_RESPONSE : phase;
    }

    /** Length of the request's body: 0 without one, beyond any where it is not known. */
    private long bodyLength(@Nullable Object exchange) {
        Object publisher = JdkObject.field(requestOf(exchange), "requestPublisher");
        Object length = JdkObject.call(publisher, "contentLength");
        if (publisher == null) {
            return 0;
        }
        return length instanceof Long && (Long) length >= 0 ? (Long) length : Long.MAX_VALUE;
    }

    /** Did this side end the handshake (a certificate that is not trusted), or the peer by an alert that says why? */
    boolean isOurs(Throwable error) {
        for (Throwable t : Causes.of(error)) {
            boolean alert = t instanceof SSLHandshakeException
                    && String.valueOf(t.getMessage()).contains("Received fatal alert");
            if (t instanceof GeneralSecurityException || alert) {
                return true;
            }
        }
        return false;
    }

    /** See {@link Upgrades}. */
    boolean asksUpgrade(Exchange exchange) {
        return upgrades.isAskedBy(exchange.call());
    }

    /** Was the time over that the application gives for an answer? From 26 on the JDK hands it over wrapped. */
    boolean isTimeout(Throwable error) {
        for (Throwable t : Causes.of(error)) {
            if (t.getClass().getName().equals("java.net.http.HttpTimeoutException")) {
                return true;
            }
        }
        return false;
    }

    /** Bytes left in these buffers, which are the JDK's. */
    static long remaining(List<?> buffers) {
        long bytes = 0;
        for (int i = 0; i < buffers.size(); i++) {
            Object buffer = buffers.get(i);
            bytes += buffer instanceof Buffer ? ((Buffer) buffer).remaining() : 0;
        }
        return bytes;
    }

    /** Has the request a key by which the server knows it again? */
    boolean isKeyed(@Nullable Object request) {
        Object headers = JdkObject.call(request, "headers");
        return first(headers, "idempotency-key") != null || first(headers, "x-idempotency-key") != null;
    }

    /** Does the request ask for another protocol? The JDK lets no application ask for a tunnel. */
    boolean switchesProtocol(@Nullable Object request) {
        return Boolean.TRUE.equals(JdkObject.field(request, "isWebSocket"))
                || first(JdkObject.call(request, "headers"), "upgrade") != null;
    }

    @Nullable
    Object callOf(@Nullable Object exchange) {
        return JdkObject.field(exchange, "multi");
    }

    @Nullable
    Object requestOf(@Nullable Object exchange) {
        return JdkObject.field(exchange, "request");
    }

    @Nullable
    Object implementationOf(@Nullable Object exchange) {
        return JdkObject.field(exchange, "exchImpl");
    }

    /** The {@code HttpConnection} of a {@code Http1Exchange} or of a {@code Stream}. */
    @Nullable
    Object connectionOf(@Nullable Object implementation) {
        return JdkObject.call(implementation, "connection");
    }

    @Nullable
    Object connectionUnder(Object h2Connection) {
        return JdkObject.field(h2Connection, "connection");
    }

    @Nullable
    Object channelOf(Object httpConnection) {
        return JdkObject.call(httpConnection, "channel");
    }

    int streamIdOf(@Nullable Object stream) {
        Object id = JdkObject.field(stream, "streamid");
        return id instanceof Integer ? (Integer) id : 0;
    }

    int errorCode(Object frame) {
        Object code = JdkObject.call(frame, "getErrorCode");
        return code instanceof Integer ? (Integer) code : 0;
    }

    int lastStream(Object frame) {
        Object last = JdkObject.call(frame, "getLastStream");
        return last instanceof Integer ? (Integer) last : -1;
    }

    @Nullable
    Object headersOf(Object h1Response) {
        return JdkObject.call(h1Response, "responseHeaders");
    }

    /** Puts in what the last response on it announced, unless that is there. */
    void announce(TrackedConnection connection) {
        if (connection.announced() == null) {
            Object headers = connection.lastResponseHeaders();
            connection.announced(KeepAlive.parse(first(headers, "keep-alive")).with(all(headers, "connection")));
        }
    }

    long contentLength(Exchange exchange) {
        String length = header(exchange, "content-length");
        try {
            return length == null ? -1 : Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    boolean isChunked(Exchange exchange) {
        String coding = header(exchange, "transfer-encoding");
        return coding != null && coding.equalsIgnoreCase("chunked");
    }

    private static @Nullable String header(Exchange exchange, String name) {
        String now = first(exchange.responseHeaders(), name);
        return now != null ? now : first(exchange.connection().lastResponseHeaders(), name);
    }

    private static @Nullable String traceparent(@Nullable Object exchange) {
        Object headers = JdkObject.call(JdkObject.field(exchange, "request"), "headers");
        return first(headers, "traceparent");
    }

    private static @Nullable String first(@Nullable Object headers, String name) {
        List<?> values = all(headers, name);
        Object first = values.isEmpty() ? null : values.get(0);
        return first instanceof String ? (String) first : null;
    }

    /** The values of a field of a {@code java.net.http.HttpHeaders}; its map ignores case. */
    private static List<?> all(@Nullable Object headers, String name) {
        Object map = JdkObject.call(headers, "map");
        Object values = map instanceof Map ? ((Map<?, ?>) map).get(name) : null;
        return values instanceof List ? (List<?>) values : Collections.emptyList();
    }

    private static long idleLimitNanos(boolean h2) {
        Long both = Long.getLong("jdk.httpclient.keepalive.timeout");
        Long ofH2 = h2 ? Long.getLong("jdk.httpclient.keepalive.timeout.h2") : null;
        boolean from20 = !System.getProperty("java.specification.version", "8").startsWith("1.")
                && Integer.parseInt(System.getProperty("java.specification.version", "8")) >= 20;
        if (h2 && !from20) {
            return -1; // HTTP/2 connections had no idle limit (JDK-8295649)
        }
        Long set = ofH2 != null ? ofH2 : both;
        return TimeUnit.SECONDS.toNanos(set != null ? set : from20 ? IDLE_SECONDS_FROM_20 : IDLE_SECONDS_TO_19);
    }
}
