package io.resetguard.exchange;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Resets as tests need them: a plain GET of HttpURLConnection on a fresh connection, but for what is set. */
public final class Resets {

    public static final String ORIGIN = "http://shop.example:8080";
    public static final String REMOTE = "192.0.2.7:8080";

    private final PeerResetBuilder b;

    private Resets(String client) {
        b = new PeerResetBuilder(client);
        b.connectionId = 1;
        b.method = "GET";
        b.url = ORIGIN + "/basket/secret-path?token=secret-query";
        b.phase = Phase.AWAIT_RESPONSE;
        b.requestNumber = 1;
        b.idleNanos = 0;
        b.sentBytes = 200;
        b.receivedBytes = 0;
        b.connectNanos = millis(1);
        b.sinceLastWriteNanos = millis(1);
        b.remote = REMOTE;
        b.sends = 1;
    }

    public static Resets urlConnection() {
        return new Resets("HttpURLConnection");
    }

    public static Resets httpClient() {
        return new Resets("HttpClient");
    }

    public Resets connection(long id) {
        b.connectionId = id;
        return this;
    }

    public Resets to(@Nullable String url, @Nullable String remote) {
        b.url = url;
        b.remote = remote;
        return this;
    }

    /** Reused after an idle time, for its third request. */
    public Resets idle(long millis) {
        b.requestNumber = 3;
        b.idleNanos = millis(millis);
        return this;
    }

    /** The connection was looked at before the request. */
    public Resets foundAlive() {
        b.foundAlive();
        return this;
    }

    public Resets request(int number) {
        b.requestNumber = number;
        return this;
    }

    /** Older than the agent. */
    public Resets unknownAge() {
        b.ageKnown = false;
        b.idleNanos = -1;
        b.connectNanos = -1;
        return this;
    }

    /** Of this request, sent for the first time or again. */
    public Resets exchange(long id) {
        b.exchangeId = id;
        return this;
    }

    /** Opened so long before it ended. */
    public Resets age(long millis) {
        b.ageNanos = millis(millis);
        return this;
    }

    public Resets method(@Nullable String method) {
        b.method = method;
        return this;
    }

    /** It was the application's time-out. */
    public Resets timedOut() {
        b.timedOut();
        return this;
    }

    public Resets previousStatus(int status) {
        b.previousStatus(status);
        return this;
    }

    public Resets outcome(Outcome outcome) {
        b.outcome(outcome);
        return this;
    }

    /** The answer before had {@code Connection: close}. */
    public Resets afterClose() {
        b.closeAnnounced = true;
        return this;
    }

    public Resets announced(long timeoutSeconds, long max) {
        b.keepAliveTimeoutSeconds = timeoutSeconds;
        b.keepAliveMax = max;
        return this;
    }

    public Resets clientLimit(long seconds) {
        b.clientIdleLimitNanos = TimeUnit.SECONDS.toNanos(seconds);
        return this;
    }

    public Resets server(String header) {
        b.server = header;
        return this;
    }

    public Resets proxy(String hostAndPort) {
        b.proxy = hostAndPort;
        return this;
    }

    /** To the peer and back, as opening the connection took. */
    public Resets connect(long millis) {
        b.connectNanos = millis(millis);
        return this;
    }

    /** The end, so long after the last write, where the way to the peer and back is 1 ms. */
    public Resets after(long millis) {
        b.sinceLastWriteNanos = millis(millis);
        return this;
    }

    public Resets beforeLastWrite() {
        b.sinceLastWriteNanos = -5000;
        return this;
    }

    public Resets phase(Phase phase) {
        b.phase = phase;
        return this;
    }

    public Resets signal(Signal signal) {
        b.signal = signal;
        return this;
    }

    public Resets sending(String method, long bytes) {
        b.method = method;
        b.phase = Phase.WRITE_BODY;
        b.sentBytes = bytes;
        return this;
    }

    public Resets received(long bytes) {
        b.receivedBytes = bytes;
        return this;
    }

    public Resets truncated(long announced, long came) {
        b.phase = Phase.READ_BODY;
        b.receivedBytes = came + 100;
        b.truncated(announced, came);
        return this;
    }

    public Resets error(@Nullable Throwable error) {
        b.error(error);
        return this;
    }

    public Resets h2(int error, int stream, int lastStream) {
        b.h2 = true;
        b.sentBytes = -1;
        b.h2Error = error;
        b.h2StreamId = stream;
        b.h2LastStreamId = lastStream;
        return this;
    }

    public Resets sends(int onTheWire) {
        b.sends(onTheWire);
        return this;
    }

    public Resets exchanges(int underWay) {
        b.exchanges = underWay;
        return this;
    }

    public PeerReset build() {
        return b.build();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
