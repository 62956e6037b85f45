package io.resetguard.exchange;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, from the first byte written until the response was read, the JDK's own re-sends
 * included. Made for every request, so small; what is costly to know is asked for when something went wrong.
 *
 * <p>Is itself the weak reference to the JDK's object for the call ({@code HttpURLConnection}, {@code Exchange} of
 * {@code java.net.http}), which it must not keep alive: one object less for every request.
 *
 * <p>Fields are written by the thread that drives the exchange and read, racily, where an end is reported.
 */
public final class Exchange extends WeakReference<@Nullable Object> {

    private static final AtomicLong IDS = new AtomicLong();

    /** A shorter idle time is no risk, and none that a peer would choose. */
    private static final long TELLING_IDLE_NANOS = 50_000_000L;

    /** Tells exchanges of one JVM apart. */
    public final long id = IDS.incrementAndGet();

    /** The request's method; until its first send it may change. */
    public String method;

    /** {@code java.net.URL} or {@code java.net.URI} of the request, as the application gave it. */
    public final Object url;

    /** When it was begun, as {@link System#nanoTime()}. */
    public final long startNanos;

    /** Its HTTP/2 stream; {@code null} on HTTP/1.1. */
    private @Nullable Http2Stream stream;

    /** One more than the code of the peer's RST_STREAM for that; 0: none came. */
    private volatile int h2ErrorAndOne;

    private boolean reported;
    private boolean failing;
    private boolean asksUpgrade;

    /** The thread that began it: an application's own where it sends synchronously. */
    private @Nullable Thread sender;

    private TrackedConnection connection;
    private Phase phase;
    private Sends sends = Sends.ONCE;
    private long idleNanos;
    private int requestNumber;
    private int headBytes;
    private int interimBytes;
    private @Nullable Object responseHeaders;

    /** Begins an exchange that is about to be written to {@code connection}. */
    public Exchange(
            TrackedConnection connection,
            String method,
            Object url,
            @Nullable Object call,
            int streamId,
            Phase phase,
            long nowNanos) {
        super(call);
        this.connection = connection;
        this.method = method;
        this.url = url;
        this.stream = onStream(streamId);
        this.phase = phase;
        this.startNanos = nowNanos;
    }

    /** Notes who sends it. */
    public void sender(Thread thread) {
        this.sender = thread;
    }

    /** The thread that began it, until that was taken. */
    public @Nullable Thread sender() {
        return sender;
    }

    /** The thread that began it, once: it is not to be kept from dying. */
    public @Nullable Thread takeSender() {
        Thread thread = sender;
        sender = null;
        return thread;
    }

    /** The connection it is on, or was last on. */
    public TrackedConnection connection() {
        return connection;
    }

    /** Is it (an attempt of) this call of the JDK? */
    public boolean isOf(@Nullable Object jdkCall) {
        return jdkCall != null && call() == jdkCall;
    }

    /** The JDK's object for the call, while it lives. */
    public @Nullable Object call() {
        WeakReference<@Nullable Object> relayed = sends.relayed;
        return relayed == null ? get() : relayed.get();
    }

    public Phase phase() {
        return phase;
    }

    public void phase(Phase reached) {
        this.phase = reached;
    }

    /** How often the request went onto the wire. */
    public int sends() {
        return sends.count;
    }

    /** The HTTP/2 stream it is on, or 0. */
    public int streamId() {
        Http2Stream its = stream;
        return its == null ? 0 : its.id;
    }

    /** Is it on this stream? One that was sent again may still be open where it was before. */
    public boolean isOn(TrackedConnection its, int streamId) {
        return connection == its && streamId() == streamId;
    }

    /** The code of a RST_STREAM for it, or -1. */
    public int h2Error() {
        return h2ErrorAndOne - 1;
    }

    public void h2Error(int code) {
        h2ErrorAndOne = code + 1;
    }

    /** Idle time of the connection before this request; 0 on a fresh one; -1 unknown. */
    public long idleNanos() {
        return idleNanos;
    }

    /** Which request on its connection this is, from 1. */
    public int requestNumber() {
        return requestNumber;
    }

    /**
     * Does its answer teach what is worth noting? On a new connection, after an idle time that counts, on HTTP/2, where
     * the slowest answer has to be known; of a busy connection's, every sixteenth.
     */
    public boolean isTelling() {
        return idleNanos >= TELLING_IDLE_NANOS || stream != null || (requestNumber & 15) == 1;
    }

    /** Plaintext bytes sent in this exchange on its present connection; on HTTP/2 those of its own frames' payload. */
    public long sentBytes() {
        Http2Stream its = stream;
        return its != null ? its.sentBytes : connection.sentInExchange();
    }

    /** Plaintext bytes received in this exchange (on its present connection). */
    public long receivedBytes() {
        Http2Stream its = stream;
        return its != null ? its.receivedBytes : connection.receivedInExchange();
    }

    /** The request's head, of this many bytes, was handed to the connection. */
    public void headSent(long bytes) {
        headBytes = (int) bytes;
    }

    /** Plaintext bytes of the request's body that were handed to the connection. */
    public long bodySentBytes() {
        return sentBytes() - headBytes;
    }

    /** Bytes of an HTTP/2 frame of it: of its head as encoded, of its body as they are. */
    public void streamSent(long bytes, long nowNanos) {
        Http2Stream its = stream;
        if (its != null) {
            its.sentBytes += bytes;
            its.lastWriteNanos = nowNanos;
        }
    }

    /** What came so far was an interim response (RFC 9110 15.2): the final one has not begun. */
    public void interimResponse() {
        interimBytes = (int) Math.min(receivedBytes(), Integer.MAX_VALUE);
    }

    /** Has the final response begun? */
    public boolean isAnswered() {
        return receivedBytes() > interimBytes;
    }

    /** When the last HTTP/2 frame of it was sent, as {@link System#nanoTime()}; 0: none was. */
    public long lastWriteNanos() {
        Http2Stream its = stream;
        return its == null ? 0 : its.lastWriteNanos;
    }

    /** Bytes of an HTTP/2 frame for it. */
    public void streamReceived(int bytes) {
        Http2Stream its = stream;
        if (its != null) {
            its.receivedBytes += bytes;
        }
    }

    /** Did it ask for HTTP/2 by an upgrade? Known where it is answered and {@link #isTelling}. */
    public boolean asksUpgrade() {
        return asksUpgrade;
    }

    public void asksUpgrade(boolean asks) {
        asksUpgrade = asks;
    }

    /** The JDK's object with the response's headers, once they came. */
    public @Nullable Object responseHeaders() {
        return responseHeaders;
    }

    public void responseHeaders(@Nullable Object headers) {
        this.responseHeaders = headers;
    }

    /** The tunnel through the proxy is open: what follows is the request itself. */
    public void tunnelled() {
        phase = Phase.WRITE_HEAD;
        connection.countAnew();
    }

    /** Called by the connection that takes it on. */
    void takenBy(TrackedConnection taker, long idleBefore, int number) {
        connection = taker;
        idleNanos = idleBefore;
        requestNumber = number;
    }

    /** The JDK gave it up with an error; by whose doing is not known yet. */
    public void failing() {
        failing = true;
    }

    boolean isFailing() {
        return failing;
    }

    /** The last send did not get as far as the wire: the connection's TLS handshake failed. */
    public void neverSent() {
        sends = sends.oneLess();
    }

    /** The weakest proof among the failed sends before the present one; P0 where there was none. */
    public Resend.Tier weakestProof() {
        return sends.weakestProof;
    }

    /** It is to be sent on this connection, as soon as that is open. */
    public void waitsFor(TrackedConnection opening) {
        connection = opening;
    }

    /**
     * It is about to be sent again, on another connection or stream.
     *
     * @param failed the proof there was that the send before was not processed
     */
    public void sentAgain(Resend.Tier failed) {
        sends = sends.oneMore(failed);
        failing = false;
        phase = Phase.WRITE_HEAD;
        interimBytes = 0;
        responseHeaders = null;
        reported = false;
    }

    /** The JDK sends it again under another object, as it does in {@code java.net.http}. */
    public void sentAgainAs(@Nullable Object nextCall, int nextStreamId, Resend.Tier failed) {
        sentAgain(failed);
        sends = sends.relayedTo(nextCall);
        stream = onStream(nextStreamId);
        h2ErrorAndOne = 0;
    }

    /** It is the same send as one that began over HTTP/1.1 and asked for an upgrade: what went before counts here too. */
    public void upgradedFrom(Exchange asking) {
        sends = sends.after(asking.sends);
    }

    private static @Nullable Http2Stream onStream(int streamId) {
        return streamId == 0 ? null : new Http2Stream(streamId);
    }

    /** True once: the end of a stream is one event. */
    public synchronized boolean claimReport() {
        boolean first = !reported;
        reported = true;
        return first;
    }
}
