package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The course of an HTTP/1.1 exchange after it has begun. On the healthy path; any thread. */
final class Http1Exchanges {

    private final HttpClientConnections connections;
    private final BegunRequests requests;
    private final BlockedSends blocked;
    private final HttpClientFacts facts;
    private final HttpClientAccess access;
    private final LongSupplier nanoClock;

    Http1Exchanges(
            HttpClientConnections connections,
            BegunRequests requests,
            BlockedSends blocked,
            HttpClientFacts facts,
            HttpClientAccess access,
            LongSupplier nanoClock) {
        this.connections = connections;
        this.requests = requests;
        this.blocked = blocked;
        this.facts = facts;
        this.access = access;
        this.nanoClock = nanoClock;
    }

    /** A part of the request, as plaintext, is handed to the connection: its head, of its body, or nothing at its end. */
    void requestPart(@Nullable Object httpConnection, List<?> data) {
        Exchange exchange = connections.current(httpConnection);
        if (exchange == null) {
            return;
        }
        long bytes = HttpClientFacts.remaining(data);
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

    void received(@Nullable Object h1Exchange, ByteBuffer bytes) {
        TrackedConnection connection = connections.known(access.connectionOf(h1Exchange));
        if (connection != null) {
            connection.received(bytes.remaining());
        }
    }

    void bodyBegins(@Nullable Object httpConnection) {
        Exchange exchange = connections.current(httpConnection);
        if (exchange != null && exchange.phase() != Phase.PROXY_TUNNEL) {
            exchange.phase(Phase.READ_BODY);
            requests.answered(exchange);
        }
    }

    /** The JDK asks for this only where the body had not come to its end. */
    void readFailed(Object h1Response, @Nullable Object httpConnection, Throwable error) {
        Exchange exchange = connections.current(httpConnection);
        if (exchange == null || exchange.phase() != Phase.READ_BODY) {
            return;
        }
        Signal end = facts.endOf(exchange.connection(), error);
        if (end == null) {
            return;
        }
        exchange.responseHeaders(facts.headersOf(h1Response));
        if (!exchange.connection().claimReport()) {
            return;
        }
        long announced = facts.contentLength(exchange);
        PeerResetBuilder reset =
                facts.of(exchange, nanoClock.getAsLong()).signal(end).error(error);
        if (announced > 0 || facts.isChunked(exchange)) {
            reset.truncated(announced, -1);
        }
        blocked.tell(exchange.takeSender(), reset.build());
    }

    /** The response was read, and its connection goes back into the pool. */
    void parking(Object httpConnection, @Nullable Object headers) {
        TrackedConnection connection = connections.known(httpConnection);
        if (connection != null) {
            Exchange done = connection.current();
            if (done != null) {
                done.responseHeaders(headers);
            }
            connection.exchangeDone(nanoClock.getAsLong());
            connection.park();
        }
    }
}
