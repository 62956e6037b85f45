package io.resetguard.exchange;

import io.resetguard.bootstrap.Wire.Ending;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of a {@link PeerReset}. Used by one thread. */
public final class PeerResetBuilder {

    final String client;
    long exchangeId;

    @Nullable
    String method;

    @Nullable
    String url;

    Phase phase = Phase.CONNECT;
    Signal signal = Signal.RST;
    Outcome outcome = Outcome.SURFACED;
    int sends;
    long sentBytes = -1;
    long receivedBytes = -1;
    long elapsedNanos = -1;
    long sinceLastWriteNanos = -1;

    @Nullable
    Throwable error;

    long endNanos;
    long frozenNanos;

    long connectionId;
    long ageNanos = -1;
    boolean ageKnown = true;
    int requestNumber;
    long idleNanos = -1;
    boolean foundAlive;
    long connectNanos = -1;
    boolean tls;
    boolean h2;

    @Nullable
    String proxy;

    @Nullable
    String local;

    @Nullable
    String remote;

    long keepAliveTimeoutSeconds = -1;
    long keepAliveMax = -1;
    boolean closeAnnounced;
    boolean unconnected;
    boolean timedOut;
    long clientIdleLimitNanos = -1;

    @Nullable
    String server;

    @Nullable
    String traceId;

    boolean truncated;
    long announcedBytes = -1;
    long bodyBytes = -1;
    int h2Error = -1;
    int h2LastStreamId = -1;
    int h2StreamId = -1;
    int exchanges;
    int previousStatus = -1;
    boolean asksUpgrade;

    /** For a client by its public name. */
    public PeerResetBuilder(String client) {
        this.client = client;
    }

    /** Takes all that a connection knows of itself. */
    public PeerResetBuilder connection(TrackedConnection connection, long nowNanos) {
        connectionId = connection.id;
        Ending read = connection.readEnding();
        Ending write = connection.writeEnding();
        endNanos = read != null ? read.nanos : write != null ? write.nanos : nowNanos;
        ageNanos = endNanos - connection.seenSinceNanos;
        ageKnown = connection.ageKnown;
        foundAlive = connection.wasFoundAlive();
        connectNanos = connection.connectNanos();
        tls = connection.tls();
        h2 = connection.isH2();
        local = connection.local();
        remote = connection.remote();
        requestNumber = Math.max(1, connection.requests());
        idleNanos = connection.ageKnown ? 0 : -1;
        sinceLastWriteNanos = connection.lastWriteNanos() == 0 ? -1 : endNanos - connection.lastWriteNanos();
        h2LastStreamId = connection.goAwayLastStream();
        h2Error = connection.goAwayError();
        Signal seen = connection.peerEnd();
        if (seen != null) {
            signal = seen;
        }
        if (read != null && read.error != null) {
            error = read.error;
        } else if (write != null) {
            error = write.error;
        }
        return this;
    }

    /** The client watches its idle connections, so this one was open when it was taken. */
    public PeerResetBuilder foundAlive() {
        foundAlive = true;
        return this;
    }

    /** Takes all that an exchange knows of itself; after {@link #connection}. */
    public PeerResetBuilder exchange(Exchange exchange, long nowNanos) {
        exchangeId = exchange.id;
        method = exchange.method;
        url = String.valueOf(exchange.url);
        phase = phaseOf(exchange);
        sends = exchange.sends();
        sentBytes = exchange.sentBytes();
        receivedBytes = exchange.receivedBytes();
        elapsedNanos = nowNanos - exchange.startNanos;
        frozenNanos = nowNanos;
        requestNumber = exchange.requestNumber();
        idleNanos = exchange.idleNanos();
        if (exchange.streamId() != 0) {
            // Frames of other streams are written on the same connection.
            long last = exchange.lastWriteNanos();
            sinceLastWriteNanos = last == 0 ? -1 : Math.max(0, endNanos - last);
            h2StreamId = exchange.streamId();
        }
        if (exchange.h2Error() >= 0) {
            h2Error = exchange.h2Error();
            signal = Signal.RST_STREAM;
        }
        return this;
    }

    /** A phase is known more exactly by what went over the wire than by what the JDK was about to do. */
    public static Phase phaseOf(Exchange exchange) {
        Phase phase = exchange.phase();
        boolean writing = phase == Phase.WRITE_HEAD || phase == Phase.WRITE_BODY;
        boolean awaitingOrWriting = writing || phase == Phase.AWAIT_RESPONSE;
        if (awaitingOrWriting
                && exchange.streamId() == 0
                && exchange.connection().writeFailedFirst()) {
            return exchange.sentBytes() > 0 ? Phase.WRITE_BODY : Phase.WRITE_HEAD;
        }
        return awaitingOrWriting && exchange.isAnswered() ? Phase.READ_HEAD : phase;
    }

    public PeerResetBuilder call(long id, @Nullable String itsMethod, @Nullable String itsUrl) {
        this.exchangeId = id;
        this.method = itsMethod;
        this.url = itsUrl;
        return this;
    }

    public PeerResetBuilder phase(Phase reached) {
        this.phase = reached;
        return this;
    }

    public PeerResetBuilder signal(Signal seen) {
        this.signal = seen;
        return this;
    }

    public PeerResetBuilder outcome(Outcome became) {
        this.outcome = became;
        return this;
    }

    public PeerResetBuilder sends(int onTheWire) {
        this.sends = onTheWire;
        return this;
    }

    /** What the application got, where it got something; else the raw error stays. */
    public PeerResetBuilder error(@Nullable Throwable surfaced) {
        if (surfaced != null) {
            this.error = surfaced;
        }
        return this;
    }

    /** The body was announced with this length (-1: chunked) and came with that (-1: not known). */
    public PeerResetBuilder truncated(long announced, long came) {
        this.truncated = true;
        this.announcedBytes = announced;
        this.bodyBytes = came;
        return this;
    }

    /** How many exchanges the end of an HTTP/2 connection met. */
    public PeerResetBuilder exchanges(int underWay) {
        this.exchanges = underWay;
        return this;
    }

    /** What the peer told in earlier responses, and what the JDK would have done. */
    public PeerResetBuilder keepAlive(KeepAlive announced, long clientLimitNanos, @Nullable String server) {
        this.keepAliveTimeoutSeconds = announced.timeoutSeconds;
        this.keepAliveMax = announced.max;
        this.closeAnnounced = announced.closes;
        this.clientIdleLimitNanos = clientLimitNanos;
        this.server = ServerProduct.of(server);
        return this;
    }

    /** Status of the response before, on the same connection. */
    public PeerResetBuilder previousStatus(int status) {
        this.previousStatus = status;
        return this;
    }

    /** The request asks for HTTP/2 over plain text. */
    public PeerResetBuilder asksUpgrade(boolean asks) {
        this.asksUpgrade = asks;
        return this;
    }

    /** It was no reset: the connection was refused, timed out, or there was no way. */
    public PeerResetBuilder unconnected() {
        this.unconnected = true;
        return this;
    }

    /** It was no reset: the application's time-out was over. */
    public PeerResetBuilder timedOut() {
        this.timedOut = true;
        return this;
    }

    /** host:port of the proxy that was dialled; {@code null}: none. */
    public PeerResetBuilder proxy(@Nullable String hostAndPort) {
        this.proxy = hostAndPort;
        return this;
    }

    /** Trace id of the request's {@code traceparent}. */
    public PeerResetBuilder traceId(@Nullable String id) {
        this.traceId = id;
        return this;
    }

    /** Freezes the facts. */
    public PeerReset build() {
        return new PeerReset(this);
    }
}
