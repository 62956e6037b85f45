package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.SurfacedErrors;
import io.resetguard.exchange.TrackedConnection;
import java.net.URI;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A request begins on a connection, for the first time or again; and is answered. On the healthy path; any thread. */
final class BegunRequests {

    private final SurfacedErrors told;
    private final HttpClientConnections connections;
    private final FailedAttempts failed;
    private final HttpClientAccess access;
    private final LongSupplier nanoClock;
    private final HttpClientFacts facts;

    BegunRequests(
            SurfacedErrors told,
            HttpClientConnections connections,
            FailedAttempts failed,
            HttpClientFacts facts,
            HttpClientAccess access,
            LongSupplier nanoClock) {
        this.told = told;
        this.connections = connections;
        this.failed = failed;
        this.facts = facts;
        this.access = access;
        this.nanoClock = nanoClock;
    }

    void begin(TrackedConnection connection, Object request, @Nullable Object jdkExchange, int streamId) {
        long now = nanoClock.getAsLong();
        URI uri = access.uri(request);
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            connection.tls(true);
        }
        Interrupted before = failed.takeInterrupted(jdkExchange);
        if (before != null) {
            again(connection, before, jdkExchange, streamId, now);
            return;
        }
        String method = access.method(request);
        Phase phase = "CONNECT".equals(method) ? Phase.PROXY_TUNNEL : Phase.WRITE_HEAD;
        Exchange waiting = connection.current();
        if (phase == Phase.PROXY_TUNNEL && waiting != null) {
            waiting.phase(phase); // over HTTP/1.1 the request begins before its tunnel does
            return;
        }
        if (uri.getHost() != null) {
            told.requestBegan(connection, connection.tls(), uri.getHost(), uri.getPort(), now);
        }
        Exchange begun = new Exchange(connection, method, uri, jdkExchange, streamId, phase, now);
        // On a new connection it is begun by one of the client's threads: its sender is who asked for the connection.
        boolean opened = connection.requests() == 0 && connections.openedFor(jdkExchange) == connection;
        Thread opener = opened ? connection.takeOpener() : null;
        begun.sender(opener != null ? opener : Thread.currentThread());
        connection.begin(begun, now);
    }

    /** The head of its final response is there. */
    void answered(Exchange exchange) {
        if (exchange.isTelling()) {
            if (exchange.streamId() == 0 && !exchange.connection().tls()) {
                exchange.asksUpgrade(facts.asksUpgrade(exchange));
            }
            told.answered(exchange, nanoClock.getAsLong());
        }
    }

    private void again(
            TrackedConnection connection, Interrupted before, @Nullable Object jdkExchange, int streamId, long now) {
        connection.takeOpener();
        before.exchange.sentAgainAs(jdkExchange, streamId, before.tier);
        if (before.retried != null) {
            before.retried.sentOn(connection.id, before.exchange.sends());
        } else {
            told.jdkResent(new Resend(before.reset, connection.id, before.exchange.sends(), before.tier));
        }
        connection.begin(before.exchange, now);
    }
}
