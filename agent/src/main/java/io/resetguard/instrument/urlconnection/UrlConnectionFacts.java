package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.KeepAlive;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.PeerResetBuilder;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.instrument.JdkObject;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The facts of a reset that only the JDK's own objects know: looked up when it happened, never before. */
final class UrlConnectionFacts {

    static final String CLIENT = "HttpURLConnection";

    /** {@code KeepAliveCache.LIFETIME}, JDK 8 to 27, where the peer announces nothing. */
    private static final long DEFAULT_IDLE_SECONDS = 5;

    /** As {@link #DEFAULT_IDLE_SECONDS}, behind a proxy that says {@code Connection: keep-alive}. */
    private static final long DEFAULT_PROXY_IDLE_SECONDS = 60;

    /** What was announced of a response's body, and what came. */
    static final class Body {
        final boolean chunked;
        /** From {@code Content-Length}; -1: none. */
        final long announcedBytes;
        /** -1: not known. */
        final long cameBytes;

        Body(boolean chunked, long announcedBytes, long cameBytes) {
            this.chunked = chunked;
            this.announcedBytes = announcedBytes;
            this.cameBytes = cameBytes;
        }

        boolean isAnnounced() {
            return chunked || announcedBytes > 0;
        }
    }

    /** The {@code sun.net.www.http.HttpClient} that a call uses now, or {@code null}. */
    @Nullable
    Object clientOf(Object call) {
        return JdkObject.field(call, "http");
    }

    PeerResetBuilder of(Exchange exchange, long now) {
        TrackedConnection connection = exchange.connection();
        KeepAlive announced = KeepAlive.parse(header(connection, exchange, "Keep-Alive"))
                .with(all(connection.lastResponseHeaders(), "Connection"));
        String proxy = proxy(connection, exchange.url);
        return new PeerResetBuilder(CLIENT)
                .connection(connection, now)
                .exchange(exchange, now)
                .proxy(proxy)
                .keepAlive(announced, idleLimit(announced, proxy != null), server(connection, exchange))
                .previousStatus(status(connection.lastResponseHeaders()))
                .traceId(traceparent(exchange.call()));
    }

    /** The exchange that has no connection yet: it was never sent. */
    Exchange unsent(TrackedConnection connection, HttpURLConnection call, long now) {
        Exchange unsent = new Exchange(connection, call.getRequestMethod(), call.getURL(), call, 0, Phase.CONNECT, now);
        unsent.neverSent();
        return unsent;
    }

    PeerResetBuilder ofUnopened(
            TrackedConnection connection, Exchange unsent, HttpURLConnection call, Throwable error, long now) {
        Signal seen = Signal.ofError(error);
        boolean handshake = connection.wasOpen();
        PeerResetBuilder reset = new PeerResetBuilder(CLIENT)
                .connection(connection, now)
                .phase(handshake ? Phase.TLS_HANDSHAKE : Phase.CONNECT)
                .call(unsent.id, call.getRequestMethod(), String.valueOf(call.getURL()))
                .sends(unsent.sends())
                .proxy(proxy(connection, call.getURL()))
                .signal(seen == null ? Signal.RST : seen)
                .traceId(traceparent(call))
                .error(error);
        return seen == null ? reset.unconnected() : reset;
    }

    /** Freezes the first end, then moves the exchange on: it is sent again on {@code next}. */
    void sentAgain(Exchange exchange, TrackedConnection next, @Nullable ExchangeListener told, long now) {
        PeerReset first = of(exchange, now).outcome(Outcome.JDK_RESENT).build();
        Tier tier = Tier.of(first);
        exchange.sentAgain(tier);
        if (told != null) {
            told.peerEnded(first);
            told.jdkResent(new Resend(first, next.id, exchange.sends(), tier));
        }
    }

    /** Has the request an idempotency key? */
    boolean isKeyed(HttpURLConnection call) {
        return requestHeader(call, "Idempotency-Key") != null || requestHeader(call, "X-Idempotency-Key") != null;
    }

    /** Of the status line in the JDK's {@code MessageHeader}; -1: not known. */
    int status(@Nullable Object headers) {
        try {
            String line = headers == null ? null : text(JdkObject.run(headers, "getValue", 0));
            int blank = line == null ? -1 : line.indexOf(' ');
            return line == null || blank < 0 ? -1 : Integer.parseInt(line.substring(blank + 1, blank + 4));
        } catch (Throwable unknown) {
            return -1;
        }
    }

    Body body(Exchange exchange) {
        Object headers = exchange.responseHeaders();
        String coding = text(JdkObject.call(headers, "findValue", "Transfer-Encoding"));
        boolean chunked = coding != null && coding.equalsIgnoreCase("chunked");
        long announced = chunked || "HEAD".equals(exchange.method) ? -1 : length(headers);
        return new Body(chunked, announced, announced < 0 ? -1 : cameBytes(exchange));
    }

    /** {@code MeteredStream.count}: body bytes handed on so far. */
    private long cameBytes(Exchange exchange) {
        Object call = exchange.call();
        Object stream = call == null ? null : JdkObject.field(clientOf(call), "serverInput");
        Object count = JdkObject.field(stream, "count");
        return count instanceof Long ? (Long) count : -1;
    }

    private static long length(@Nullable Object headers) {
        String length = text(JdkObject.call(headers, "findValue", "Content-Length"));
        try {
            return length == null ? -1 : Long.parseLong(length.trim());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** What the last whole response on an idle connection announced. */
    KeepAlive announced(TrackedConnection idle) {
        return KeepAlive.parse(text(JdkObject.call(idle.lastResponseHeaders(), "findValue", "Keep-Alive")));
    }

    private static @Nullable String header(TrackedConnection connection, Exchange exchange, String name) {
        String now = text(JdkObject.call(exchange.responseHeaders(), "findValue", name));
        return now != null ? now : text(JdkObject.call(connection.lastResponseHeaders(), "findValue", name));
    }

    /** The values of a field of a {@code sun.net.www.MessageHeader}. */
    private static List<Object> all(@Nullable Object headers, String name) {
        Object values = JdkObject.call(headers, "multiValueIterator", name);
        List<Object> all = new ArrayList<>();
        if (values instanceof Iterator) {
            ((Iterator<?>) values).forEachRemaining(all::add);
        }
        return all;
    }

    private static @Nullable String server(TrackedConnection connection, Exchange exchange) {
        return header(connection, exchange, "Server");
    }

    private static @Nullable String traceparent(@Nullable Object call) {
        return requestHeader(call, "traceparent");
    }

    /** A header of the request as it was, or is going to be, written. */
    static @Nullable String requestHeader(@Nullable Object call, String name) {
        return text(JdkObject.call(JdkObject.field(call, "requests"), "findValue", name));
    }

    private static @Nullable String proxy(TrackedConnection connection, Object url) {
        return url instanceof URL ? connection.proxyFor(((URL) url).getHost(), ((URL) url).getPort()) : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String ? (String) value : null;
    }

    private static long idleLimit(KeepAlive announced, boolean proxied) {
        long seconds = announced.timeoutSeconds >= 0
                ? announced.timeoutSeconds
                : Long.getLong(
                        proxied ? "http.keepAlive.time.proxy" : "http.keepAlive.time.server",
                        proxied ? DEFAULT_PROXY_IDLE_SECONDS : DEFAULT_IDLE_SECONDS);
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
