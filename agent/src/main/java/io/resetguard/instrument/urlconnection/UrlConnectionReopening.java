package io.resetguard.instrument.urlconnection;

import io.resetguard.instrument.JdkObject;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a call of the JDK's gets a new connection, never one from the pool, by the JDK's own methods; and no more time on
 * it than is left. Read in the sources of JDK 8, 11, 17, 21, 25 and 27.
 */
final class UrlConnectionReopening {

    /** Of the call, while it is made to connect anew. */
    private static final String[] FIELDS = {"failedOnce", "connectTimeout", "readTimeout"};

    private UrlConnectionReopening() {}

    /** What {@code HttpClient.parseHTTP} itself does where it sends again: the client opens its next socket. */
    static void onSameClient(Object client, HttpURLConnection call, Repeat repeat, LongSupplier nanoClock)
            throws Throwable {
        Object connectTimeout = JdkObject.run(client, "getConnectTimeout");
        long now = nanoClock.getAsLong();
        JdkObject.run(client, "setConnectTimeout", repeat.limitMillis(connectMillis(call), now));
        JdkObject.run(client, "setReadTimeout", repeat.limitMillis(readMillis(call), now));
        try {
            JdkObject.run(client, "openServer");
        } finally {
            JdkObject.run(client, "setConnectTimeout", connectTimeout);
        }
        if (JdkObject.field(call, "http") != client) {
            JdkObject.run(client, "closeServer");
            throw new SocketException("Socket closed"); // by disconnect(), meanwhile
        }
        Object head = JdkObject.field(client, "requests");
        Object body = JdkObject.field(client, "poster");
        if (Boolean.TRUE.equals(JdkObject.run(client, "needsTunneling"))) {
            tunnel(client, call, head, body);
        }
        JdkObject.run(client, "afterConnect");
        JdkObject.run(client, "writeRequests", head, body);
    }

    /** CONNECT takes the place of the request in client and call; in the call even when it has failed. */
    private static void tunnel(Object client, HttpURLConnection call, @Nullable Object head, @Nullable Object body)
            throws Throwable {
        Object requests = JdkObject.field(call, "requests");
        try {
            JdkObject.run(call, "doTunneling");
        } finally {
            JdkObject.set(call, "requests", requests);
            JdkObject.set(client, "requests", head);
            JdkObject.set(client, "poster", body);
        }
    }

    /** The call drops its client, as it does itself after a failed write, and connects. */
    static void onNewClient(HttpURLConnection call, Repeat repeat, LongSupplier nanoClock) throws Throwable {
        prepare(call, repeat, nanoClock.getAsLong());
        JdkObject.run(call, "connect");
        Object client = JdkObject.field(call, "http");
        if (client == null) {
            throw new IllegalStateException("connected, without a client");
        }
        // This send is the agent's one; the JDK takes it back itself with the first answer that keeps the connection.
        JdkObject.run(client, "setDoNotRetry", true);
        JdkObject.set(call, "ps", JdkObject.run(client, "getOutputStream"));
    }

    /** Makes the call connect anew, to a connection of its own. */
    static void prepare(HttpURLConnection call, Repeat repeat, long now) throws Throwable {
        Object client = JdkObject.field(call, "http");
        if (client != null) {
            // Only https gets here with a client: its TLS handshake failed, behind a connection that it takes for made.
            JdkObject.run(call, "setConnected", false);
            JdkObject.run(client, "closeServer");
            JdkObject.set(call, "http", null);
        }
        if (repeat.before != null) {
            return; // it is prepared, and got no further
        }
        repeat.before = new Object[FIELDS.length];
        for (int i = 0; i < FIELDS.length; i++) {
            repeat.before[i] = JdkObject.field(call, FIELDS[i]);
        }
        // By this the JDK makes sure itself that a second attempt does not come from the pool.
        JdkObject.set(call, "failedOnce", true);
        JdkObject.set(call, "connectTimeout", repeat.limitMillis(connectMillis(call), now));
        JdkObject.set(call, "readTimeout", repeat.limitMillis(readMillis(call), now));
    }

    /**
     * The connection is there, or will not be: the call is as it was before {@link #prepare}. With {@code failedOnce} the
     * JDK to 17 would write a request without its first line.
     */
    static void opened(Object call, Repeat repeat) {
        Object[] before = repeat.before;
        for (int i = 0; before != null && i < FIELDS.length; i++) {
            JdkObject.set(call, FIELDS[i], before[i]);
        }
        repeat.before = null;
    }

    /** The body is read with the application's own time-out again. */
    static void answered(Object client, HttpURLConnection call) {
        try {
            // A socket keeps what it has where the JDK sets "not set"; so first none, then what the call has.
            JdkObject.run(client, "setReadTimeout", 0);
            JdkObject.run(client, "setReadTimeout", JdkObject.field(call, "readTimeout"));
        } catch (Throwable kept) {
            return; // the shorter one stays
        }
    }

    /** All in all; -1 where there is none for the response: one for the connection alone leaves the whole without. */
    static long timeoutNanos(HttpURLConnection call) {
        long read = readMillis(call);
        return read == 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(read + connectMillis(call));
    }

    /** The application's own limit for connecting; 0: none. */
    private static int connectMillis(HttpURLConnection call) {
        return own(call.getConnectTimeout(), "sun.net.client.defaultConnectTimeout");
    }

    /** The application's own limit for each read; 0: none. */
    private static int readMillis(HttpURLConnection call) {
        return own(call.getReadTimeout(), "sun.net.client.defaultReadTimeout");
    }

    private static int own(int ofTheCall, String property) {
        return ofTheCall > 0 ? ofTheCall : Math.max(0, Integer.getInteger(property, 0));
    }
}
