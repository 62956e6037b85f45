package io.resetguard.exchange;

import io.resetguard.bootstrap.Wire;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a client, from its opening (or from when the agent first saw it) to its end. Holds no object of
 * the JDK's that holds its socket. Written by the threads that drive it, read where an end is reported.
 */
public final class TrackedConnection extends Wire {

    private static final AtomicLong IDS = new AtomicLong();

    /** Hears of the end of the read side; set by the tracker of the client. */
    public interface EndListener {
        /** The peer's FIN or RST was read. Any thread; must not block. */
        void readSideEnded(TrackedConnection connection);
    }

    /** Tells connections of one JVM apart. */
    public final long id = IDS.incrementAndGet();

    /** When opening it began, or when the agent first saw it, as {@link System#nanoTime()}. */
    public final long seenSinceNanos;

    /** False for a connection that was open before the agent came: then its age is "at least". */
    public final boolean ageKnown;

    private final EndListener listener;
    /** Are bytes and ends seen above TLS (as plaintext), or on the socket itself? */
    private final boolean seenAboveTls;

    private final AtomicBoolean reported = new AtomicBoolean();
    private volatile @Nullable Exchange current;
    private volatile @Nullable ConnectionStreams streams;
    private volatile boolean parked;
    private volatile long idleSinceNanos;
    private long lastTookNanos;
    private int requests;
    private long sentBefore;
    private long receivedBefore;
    private long connectNanos = -1;
    private boolean tls;
    private volatile boolean open;
    private final Endpoints endpoints = new Endpoints();
    private @Nullable Thread opener;
    private @Nullable Object known;
    private @Nullable KeepAlive announced;
    private boolean foundAlive;
    private @Nullable Object lastResponseHeaders;
    private @Nullable WeakReference<Object> keptInput;
    private volatile int goAwayLastStream = -1;
    private volatile int goAwayError = -1;

    /**
     * A connection that was just begun ({@code ageKnown}) or just found open.
     *
     * @param seenAboveTls whether the wire's ends are seen above TLS, where there is TLS
     */
    public TrackedConnection(long nowNanos, boolean ageKnown, boolean seenAboveTls, EndListener listener) {
        this.seenAboveTls = seenAboveTls;
        this.seenSinceNanos = nowNanos;
        this.ageKnown = ageKnown;
        this.listener = listener;
        this.idleSinceNanos = nowNanos;
    }

    @Override
    protected void ended() {
        listener.readSideEnded(this);
    }

    /** The thread that asked for it to be opened. */
    public void opener(Thread thread) {
        this.opener = thread;
    }

    /** What was kept by {@link #known(Object)}. */
    public @Nullable Object known() {
        return known;
    }

    /** Keeps what is known of the origin that was asked last and of this address: spares each request a look-up. */
    public void known(Object ofLastOrigin) {
        this.known = ofLastOrigin;
    }

    /** The thread that asked for it to be opened, until that was taken. */
    public @Nullable Thread opener() {
        return opener;
    }

    /** The thread that asked for it to be opened, once. */
    public @Nullable Thread takeOpener() {
        Thread thread = opener;
        opener = null;
        return thread;
    }

    /** The TCP handshake took this long. */
    public void connected(long nowNanos, @Nullable Object localAddress, @Nullable Object remoteAddress) {
        connectNanos = nowNanos - seenSinceNanos;
        open = true;
        endpoints.connected(localAddress, remoteAddress);
    }

    /** It was open before the agent came. */
    public void alreadyOpen(@Nullable Object localAddress, @Nullable Object remoteAddress) {
        open = true;
        endpoints.connected(localAddress, remoteAddress);
    }

    /** Is the TCP connection there (or was)? */
    public boolean wasOpen() {
        return open || readEnding() != null || writeEnding() != null;
    }

    /** How long the TCP handshake took; -1 unknown. */
    public long connectNanos() {
        return connectNanos;
    }

    public void tls(boolean overTls) {
        this.tls = overTls;
    }

    public boolean tls() {
        return tls;
    }

    /** The host and port that were dialled: the origin's or a proxy's. */
    public void dialled(String host, int port) {
        endpoints.dialled(host, port);
    }

    /** The host that was dialled; {@code null}: not known. */
    public @Nullable String dialledHost() {
        return endpoints.dialledHost();
    }

    /** The port that was dialled. */
    public int dialledPort() {
        return endpoints.dialledPort();
    }

    /** host:port of the proxy that was dialled instead of the origin (port -1: the scheme's), or {@code null}. */
    public @Nullable String proxyFor(String originHost, int originPort) {
        return endpoints.proxyFor(originHost, originPort);
    }

    /** address:port of this side, or {@code null}. */
    public @Nullable String local() {
        return endpoints.local();
    }

    /** address:port of the other side, or {@code null}. */
    public @Nullable String remote() {
        return endpoints.remote();
    }

    /** Takes on an exchange (HTTP/1.1: the one; HTTP/2: one more). */
    public void begin(Exchange exchange, long nowNanos) {
        long idle = idleBefore(nowNanos);
        if (exchange.phase() != Phase.PROXY_TUNNEL) {
            requests++;
        }
        parked = false;
        countAnew();
        exchange.takenBy(this, idle, requests);
        if (exchange.streamId() == 0) {
            current = exchange;
        } else {
            streams().begin(exchange);
        }
    }

    /** Plaintext bytes sent since the last exchange began; on HTTP/1.1 those of this exchange. */
    long sentInExchange() {
        return sentBytes() - sentBefore;
    }

    /** Plaintext bytes received since the last exchange began; on HTTP/1.1 those of this exchange. */
    long receivedInExchange() {
        return receivedBytes() - receivedBefore;
    }

    /** The HTTP/1.1 exchange under way, or the last one where it has not ended in order. */
    public @Nullable Exchange current() {
        return current;
    }

    /** The exchange on an HTTP/2 stream, or {@code null}. */
    public @Nullable Exchange stream(int streamId) {
        ConnectionStreams all = streams;
        return all == null ? null : all.get(streamId);
    }

    /** The exchange of the HTTP/2 stream that was opened last, while that is open. */
    public @Nullable Exchange newestStream() {
        ConnectionStreams all = streams;
        return all == null ? null : all.newest();
    }

    /** Does it speak HTTP/2? */
    public boolean isH2() {
        return streams != null;
    }

    /** An exchange was read to its end: the connection is idle from now on. */
    public void exchangeDone(long nowNanos) {
        Exchange done = current;
        if (done != null) {
            lastResponseHeaders = done.responseHeaders();
            lastTookNanos = nowNanos - done.startNanos;
        }
        idleSinceNanos = nowNanos;
        announced = null;
        foundAlive = false;
        current = null;
    }

    /** What is sent and received from now on is the exchange's. */
    void countAnew() {
        sentBefore = sentBytes();
        receivedBefore = receivedBytes();
    }

    /** HTTP/2 begins: the request that asked for the upgrade, if one did, is stream 1 from now on. */
    public void upgraded(long nowNanos) {
        requests = 0;
        exchangeDone(nowNanos);
    }

    /** An HTTP/2 stream ended, in whatever way. */
    public @Nullable Exchange streamDone(int streamId, long nowNanos) {
        ConnectionStreams all = streams;
        if (all == null) {
            return null;
        }
        idleSinceNanos = nowNanos;
        Exchange done = all.get(streamId);
        if (done != null && (done.isFailing() || done.h2Error() >= 0 || goAwayLastStream >= 0 || peerEnd() != null)) {
            all.keep(done); // before it is no more open: its attempt may be failing on another thread
        }
        return all.remove(streamId);
    }

    /** A stream's exchange that ended badly, by the JDK's object for it; given once. */
    public @Nullable Exchange ended(@Nullable Object call) {
        ConnectionStreams all = streams;
        return all == null ? null : all.takeKept(call);
    }

    /** Notes, once, how many exchanges were under way when it ended, and which is the oldest. */
    public void noteUnderWay() {
        ConnectionStreams all = streams;
        if (all != null) {
            all.noteUnderWay();
        }
    }

    /** How many exchanges were under way when it ended; 0 where that was not noted. */
    public int underWay() {
        ConnectionStreams all = streams;
        return all == null ? 0 : all.underWay();
    }

    /** The oldest exchange under way when it ended, or {@code null}. */
    public @Nullable Exchange oldestUnderWay() {
        ConnectionStreams all = streams;
        return all == null ? null : all.oldestUnderWay();
    }

    /** It goes back into the client's pool. */
    public void park() {
        parked = true;
    }

    /** Is it idle in the client's pool? */
    public boolean isParked() {
        ConnectionStreams all = streams;
        return parked && current == null && (all == null || all.isNoneOpen());
    }

    /** Since when it is idle, as {@link System#nanoTime()}. */
    public long idleSinceNanos() {
        return idleSinceNanos;
    }

    /**
     * HTTP/1.1: how long the last exchange took, from its begin until the client had read the response to its end; 0:
     * there was none. The peer had sent it some time before: for it, the connection has been idle for longer.
     */
    public long lastTookNanos() {
        return lastTookNanos;
    }

    /** How long it is idle by now; 0 while an exchange is under way or none has begun, -1: not known. */
    public long idleNanos(long nowNanos) {
        return current != null ? 0 : idleBefore(nowNanos);
    }

    private long idleBefore(long nowNanos) {
        ConnectionStreams all = streams;
        if (all != null && !all.isNoneOpen()) {
            return 0;
        }
        return requests > 0 ? Math.max(0, nowNanos - idleSinceNanos) : ageKnown ? 0 : -1;
    }

    /** How old it is by now; -1 where it was open before the agent came. */
    public long ageNanos(long nowNanos) {
        return ageKnown ? nowNanos - seenSinceNanos : -1;
    }

    /** What the last response announced; {@code null}: nobody has read it yet. */
    public @Nullable KeepAlive announced() {
        return announced;
    }

    /** Keeps, until the next response, what {@link #lastResponseHeaders()} announce. */
    public void announced(KeepAlive ofLastResponse) {
        this.announced = ofLastResponse;
    }

    /** It was looked at before it was used again, and the peer had not ended it then. */
    public void foundAlive() {
        foundAlive = true;
    }

    /** Was it looked at, and alive, before the exchange under way? */
    public boolean wasFoundAlive() {
        return foundAlive;
    }

    /** HTTP/2: a frame that asks for an answer was written. */
    public void frameSent(long nowNanos) {
        ConnectionStreams all = streams;
        if (all != null) {
            all.frameSent(nowNanos);
        }
    }

    /** HTTP/2: a frame came, of whatever kind. */
    public void frameReceived() {
        ConnectionStreams all = streams;
        if (all != null) {
            all.frameReceived();
        }
    }

    /** HTTP/2: for how long no frame has come since the first that was written after the last that came; 0: none was. */
    public long unansweredNanos(long nowNanos) {
        ConnectionStreams all = streams;
        return all == null ? 0 : all.unansweredNanos(nowNanos);
    }

    /** Requests begun on it. */
    public int requests() {
        return requests;
    }

    /** The wrapper around its input stream, used from one exchange to the next; or {@code null}. */
    public @Nullable Object keptInput() {
        WeakReference<Object> kept = keptInput;
        return kept == null ? null : kept.get();
    }

    /** Held weakly, for a TLS socket refers to its client. */
    public void keepInput(Object wrapper) {
        keptInput = new WeakReference<>(wrapper);
    }

    /** The JDK's object with the headers of the last whole response on it: where the peer announced its keep-alive. */
    public @Nullable Object lastResponseHeaders() {
        return lastResponseHeaders;
    }

    public void goAway(int lastStream, int error) {
        goAwayLastStream = lastStream;
        goAwayError = error;
    }

    /** The last stream id of the peer's GOAWAY; -1 without one. */
    public int goAwayLastStream() {
        return goAwayLastStream;
    }

    /** The error code of the peer's GOAWAY; -1 without one. */
    public int goAwayError() {
        return goAwayError;
    }

    /** True once: the end of a connection is one event, however many notice it. */
    public boolean claimReport() {
        return reported.compareAndSet(false, true);
    }

    /** Has its end been reported? */
    public boolean isReported() {
        return reported.get();
    }

    /** The sign by which the peer ended it; {@code null} while it has not, or where this JVM closed it first. */
    public @Nullable Signal peerEnd() {
        Ending read = readEnding();
        Ending write = writeEnding();
        Signal onRead = read == null ? null : Signal.of(read, tls && seenAboveTls);
        Signal onWrite = write == null ? null : Signal.of(write, tls && seenAboveTls);
        // A reset outweighs an end of stream: the RST that a write ran into leaves a mere EOF for the read after it.
        if (onRead == null || (onWrite != null && onRead != Signal.RST)) {
            return onWrite;
        }
        return onRead;
    }

    /** Was the end seen by a write, before any read saw it? */
    public boolean writeFailedFirst() {
        Ending read = readEnding();
        Ending write = writeEnding();
        return write != null && (read == null || write.nanos - read.nanos < 0);
    }

    private ConnectionStreams streams() {
        ConnectionStreams all = streams;
        if (all == null) {
            synchronized (this) {
                all = streams;
                if (all == null) {
                    all = new ConnectionStreams();
                    streams = all;
                }
            }
        }
        return all;
    }
}
