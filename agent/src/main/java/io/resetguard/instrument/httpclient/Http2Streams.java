package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.instrument.JdkObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The course of HTTP/2 exchanges, one a stream. On the healthy path; any thread. */
final class Http2Streams {
    /** RFC 9113, 7; behind a whole response it asks to stop writing the request, and nothing fails (8.1). */
    private static final int NO_ERROR = 0;

    private final HttpClientConnections connections;
    private final BegunRequests requests;
    private final BlockedSends blocked;
    private final HttpClientFacts facts;
    private final HttpClientAccess access;
    private final LongSupplier nanoClock;

    Http2Streams(
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

    void opened(int streamId, @Nullable Object h2Connection, @Nullable Object request, @Nullable Object jdkExchange) {
        TrackedConnection connection = connections.ofH2(h2Connection);
        if (connection == null || request == null || (streamId & 1) == 0) {
            return; // even stream ids are the server's own pushes
        }
        Exchange asking = streamId == 1 ? connection.current() : null;
        if (streamId == 1) {
            connection.upgraded(nanoClock.getAsLong());
        }
        requests.begin(connection, request, jdkExchange, streamId);
        Exchange exchange = connection.stream(streamId);
        if (exchange != null && asking != null) {
            exchange.upgradedFrom(asking);
        }
        if (exchange != null) {
            exchange.phase(Phase.AWAIT_RESPONSE);
        }
    }

    void head(List<?> encoded, Object h2Connection) {
        TrackedConnection connection = connections.known(h2Connection);
        // The JDK opens a stream and encodes its head under one lock: it is the newest.
        Exchange exchange = connection == null ? null : connection.newestStream();
        if (exchange != null) {
            sent(exchange, HttpClientFacts.remaining(encoded));
        }
    }

    void data(Object h2Connection, Object frame) {
        Exchange exchange = connections.stream(h2Connection, access.streamId(frame));
        if (exchange != null) {
            sent(exchange, access.bodyBytes(frame));
            if (exchange.phase() != Phase.READ_BODY) { // a peer may answer before it has all
                exchange.phase(access.endsStream(frame) ? Phase.AWAIT_RESPONSE : Phase.WRITE_BODY);
            }
        }
    }

    private void sent(Exchange exchange, long bytes) {
        long now = nanoClock.getAsLong();
        exchange.streamSent(bytes, now);
        exchange.connection().frameSent(now);
    }

    void received(int streamId, @Nullable Object h2Connection, Object frame) {
        Exchange exchange = connections.stream(h2Connection, streamId);
        if (exchange != null && access.isResponseFrame(frame)) {
            exchange.streamReceived(access.bodyBytes(frame));
            boolean first = exchange.phase() != Phase.READ_BODY;
            exchange.phase(Phase.READ_BODY);
            if (first) {
                requests.answered(exchange);
            }
        }
    }

    /**
     * RST_STREAM comes in. While the request is being written, JDK 17.0.16 and later fail the attempt before they handle the
     * frame, on another thread, or (from 25) instead. Behind the frames of a response it waits, and may come to nothing:
     * {@link #reset}.
     */
    void resetComes(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        Exchange exchange = underWay(streamId, h2Connection);
        int code = facts.errorCode(frame);
        if (exchange != null && code != NO_ERROR && (exchange.phase() != Phase.READ_BODY || isWriting(stream))) {
            exchange.h2Error(code);
        }
    }

    private static boolean isWriting(Object stream) {
        Object written = JdkObject.field(stream, "requestBodyCF");
        return written instanceof CompletableFuture && !((CompletableFuture<?>) written).isDone();
    }

    /** RST_STREAM: told here where a response is cut by it; else by the attempt that fails. */
    void reset(int streamId, @Nullable Object h2Connection, Object frame) {
        Exchange exchange = underWay(streamId, h2Connection);
        if (exchange == null) {
            return;
        }
        exchange.h2Error(facts.errorCode(frame));
        if (exchange.phase() == Phase.READ_BODY && exchange.claimReport()) {
            blocked.tell(
                    exchange.takeSender(),
                    facts.of(exchange, nanoClock.getAsLong())
                            .truncated(facts.contentLength(exchange), -1)
                            .build());
        }
    }

    private @Nullable Exchange underWay(int streamId, @Nullable Object h2Connection) {
        TrackedConnection connection = connections.known(h2Connection);
        Exchange exchange = connections.stream(h2Connection, streamId);
        return connection != null && exchange != null && exchange.isOn(connection, streamId) ? exchange : null;
    }

    /** A stream fails, with its connection or alone; told here where a response is cut by the end of the connection. */
    void failed(int streamId, @Nullable Object h2Connection, Throwable error) {
        Exchange exchange = connections.stream(h2Connection, streamId);
        if (exchange == null) {
            return;
        }
        exchange.failing();
        TrackedConnection connection = exchange.connection();
        Signal end = facts.endOf(connection, error);
        if (end == null) {
            return;
        }
        connection.noteUnderWay();
        // JDK 17.0.16 and 21 keep a stream whose attempt failed by its reset until the connection ends.
        boolean wasReset = exchange.h2Error() >= 0;
        if (exchange.phase() == Phase.READ_BODY && !wasReset && connection.claimReport()) {
            blocked.tell(
                    exchange.takeSender(),
                    facts.ofConnection(connection, exchange, error, nanoClock.getAsLong())
                            .signal(end)
                            .truncated(facts.contentLength(exchange), -1)
                            .build());
        }
    }

    void closed(int streamId, Object h2Connection) {
        TrackedConnection connection = connections.known(h2Connection);
        if (connection != null) {
            connection.streamDone(streamId, nanoClock.getAsLong());
            connection.park();
        }
    }

    void goAway(Object h2Connection, Object frame) {
        TrackedConnection connection = connections.known(h2Connection);
        if (connection != null) {
            connection.goAway(facts.lastStream(frame), facts.errorCode(frame));
            connection.noteUnderWay();
        }
    }
}
