package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The facts of one peer reset, early end or truncation, frozen at the moment it was noticed: immutable, no reference to
 * any object of the JDK's clients. Times in nanoseconds; -1 and {@code null}: unknown.
 */
public final class PeerReset {

    private static final long LARGEST_HEAD_BYTES = 8 * 1024;

    /** Longer after the last write, it was the request that was ended, not a connection that had been given up. */
    private static final long TOO_LATE_NANOS = 1_000_000_000L;

    /** An end that comes sooner, and by RST, is about the request or the connection. */
    private static final long WAITED_NANOS = 100_000_000L;

    /** The way round the world and back; opening takes longer where a packet was lost. */
    private static final long LONGEST_WAY_NANOS = 500_000_000L;

    /** A server's own limit is rarely below, and all else that ends connections is seen at short idle times. */
    private static final long LEAST_GONE_IDLE_NANOS = 1_000_000_000L;

    /** {@code HttpURLConnection} or {@code HttpClient}. */
    public final String client;

    public final long exchangeId;
    public final @Nullable String method;
    /** As the application gave it: not yet redacted. */
    public final @Nullable String url;

    public final Phase phase;
    public final Signal signal;
    public final Outcome outcome;
    public final int sends;
    public final long sentBytes;
    public final long receivedBytes;
    public final long elapsedNanos;
    public final long sinceLastWriteNanos;
    public final @Nullable Throwable error;

    public final long connectionId;
    public final long ageNanos;
    public final boolean ageKnown;
    public final int requestNumber;
    public final long idleNanos;
    /** Was the connection known to be open when this request began on it? */
    public final boolean foundAlive;

    public final long connectNanos;
    public final boolean tls;
    public final boolean h2;
    public final @Nullable String proxy;
    public final @Nullable String local;
    public final @Nullable String remote;

    /** What the peer announced in {@code Keep-Alive}; -1 where it did not. */
    public final long keepAliveTimeoutSeconds;

    public final long keepAliveMax;

    /** Was it no reset at all, but a connection that did not come about: refused, timed out, no route? Not an event. */
    public final boolean unconnected;

    /**
     * Was it no reset at all, but a time-out of the application's? Not an event of its own: there only where the JDK sends
     * again after one.
     */
    public final boolean timedOut;

    /** Had the peer answered {@code Connection: close} to the request before, and the client used it all the same? */
    public final boolean closeAnnounced;
    /** After how long the JDK would have closed the idle connection itself. */
    public final long clientIdleLimitNanos;
    /** Product of the {@code Server} header of an earlier response, or {@code null}. */
    public final @Nullable String server;

    public final @Nullable String traceId;

    /** A response body was announced longer than it came. */
    public final boolean truncated;

    public final long announcedBytes;
    public final long bodyBytes;

    public final int h2Error;
    public final int h2LastStreamId;
    public final int h2StreamId;
    /** Status of the response before, on the same connection; -1: there was none, or it is not known. */
    public final int previousStatus;

    /** Did the request ask for HTTP/2 over plain text ({@code Upgrade: h2c}, RFC 7540 3.2)? */
    public final boolean asksUpgrade;

    /** When the end was noticed, as {@link System#nanoTime()}. */
    public final long endNanos;

    private final long frozenNanos;

    /** How many exchanges were under way on the connection that ended; 0 where that is the whole connection's one. */
    public final int exchanges;

    PeerReset(PeerResetBuilder b) {
        this.client = b.client;
        this.exchangeId = b.exchangeId;
        this.method = b.method;
        this.url = b.url;
        this.phase = b.phase;
        this.signal = b.signal;
        this.outcome = b.outcome;
        this.sends = b.sends;
        this.sentBytes = b.sentBytes;
        this.receivedBytes = b.receivedBytes;
        this.elapsedNanos = b.elapsedNanos;
        this.sinceLastWriteNanos = b.sinceLastWriteNanos;
        this.error = b.error;
        this.connectionId = b.connectionId;
        this.ageNanos = b.ageNanos;
        this.ageKnown = b.ageKnown;
        this.requestNumber = b.requestNumber;
        this.idleNanos = b.idleNanos;
        this.foundAlive = b.foundAlive;
        this.connectNanos = b.connectNanos;
        this.tls = b.tls;
        this.h2 = b.h2;
        this.proxy = b.proxy;
        this.local = b.local;
        this.remote = b.remote;
        this.keepAliveTimeoutSeconds = b.keepAliveTimeoutSeconds;
        this.keepAliveMax = b.keepAliveMax;
        this.unconnected = b.unconnected;
        this.timedOut = b.timedOut;
        this.closeAnnounced = b.closeAnnounced;
        this.clientIdleLimitNanos = b.clientIdleLimitNanos;
        this.server = b.server;
        this.traceId = b.traceId;
        this.truncated = b.truncated;
        this.announcedBytes = b.announcedBytes;
        this.bodyBytes = b.bodyBytes;
        this.h2Error = b.h2Error;
        this.h2LastStreamId = b.h2LastStreamId;
        this.h2StreamId = b.h2StreamId;
        this.exchanges = b.exchanges;
        this.previousStatus = b.previousStatus;
        this.asksUpgrade = b.asksUpgrade;
        this.endNanos = b.endNanos;
        this.frozenNanos = b.frozenNanos;
    }

    /** Was the connection used before this request? */
    public boolean reused() {
        return requestNumber > 1 || (!ageKnown && idleNanos < 0);
    }

    /** Had more been sent than servers take as a head (nginx large_client_header_buffers, Tomcat's limit)? */
    public boolean sentMoreThanAHead() {
        return sentBytes > LARGEST_HEAD_BYTES;
    }

    /**
     * Had it been given up by the peer, for all that is to be seen: a reused connection that ended soon after a small
     * request was written, without a byte of a response, while nothing else was under way on it?
     */
    public boolean endedUnused() {
        boolean answered = receivedBytes > 0 || phase == Phase.READ_HEAD || phase == Phase.READ_BODY;
        boolean ofConnection = signal != Signal.RST_STREAM && signal != Signal.GOAWAY && exchanges <= 1;
        return reused()
                && idleNanos >= 0
                && ofConnection
                && !answered
                && !sentMoreThanAHead()
                && sinceLastWriteNanos <= Math.max(TOO_LATE_NANOS, 4 * connectNanos);
    }

    /**
     * Had it been idle, and turned out to be gone: answered by RST, as by one who knows nothing of it? A peer that closes in
     * order sends FIN, and then there is no RST but a broken pipe or the end of the stream.
     */
    public boolean foundGone() {
        return signal == Signal.RST && idleNanos >= LEAST_GONE_IDLE_NANOS && endedUnused();
    }

    /** Had the peer had the request for a while: for longer than it takes to the peer and back, by the time to open it? */
    public boolean hasWaited() {
        return sinceLastWriteNanos >= Math.max(WAITED_NANOS, 4 * Math.min(connectNanos, LONGEST_WAY_NANOS));
    }

    /**
     * When its connection was last known to be well: opened, or done with the request before.
     *
     * @param otherwiseNanos when it was diagnosed, where the request's own times are not known
     */
    public long wellUntilNanos(long otherwiseNanos) {
        long noted = frozenNanos == 0 ? otherwiseNanos : frozenNanos;
        long usedNanos = noted - Math.max(0, elapsedNanos) - Math.max(0, idleNanos);
        long openedNanos = endNanos - ageNanos;
        // HttpClient begins a request before it connects.
        return ageKnown && openedNanos - usedNanos > 0 ? openedNanos : usedNanos;
    }

    /** Did the peer end it by RST, as the operating system says on reading or on writing? */
    public boolean byRst() {
        return signal == Signal.RST || signal == Signal.BROKEN_PIPE;
    }

    /** Is nothing known but the exception that surfaced? */
    public boolean isOnlyAnException() {
        return connectionId == 0;
    }

    /** By what sign the peer's end was seen; {@code null} where it ended nothing. */
    public @Nullable Signal seen() {
        return unconnected || timedOut ? null : signal;
    }
}
