package io.resetguard.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/2 server on 127.0.0.1, over TLS with ALPN or over plain TCP with the upgrade that {@code java.net.http}
 * asks for, that treats each stream as its script says. Thread-safe; a thread for each connection.
 */
public final class Http2ScriptedServer implements AutoCloseable {
    private final boolean tls;
    private final Function<Http2Stream, Http2Step> script;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Http2Stream> received = new ArrayList<>();
    private final List<byte[]> heads = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch goAwayRead = new CountDownLatch(1);
    private final List<Held> held = new ArrayList<>();
    private final Set<Integer> closedByClient = new HashSet<>();
    private final List<Predicate<Http2Stream>> unprocessed = new ArrayList<>();
    private int connections;
    private volatile int silent;

    /** An answer that waits. */
    @FunctionalInterface
    interface Held {
        void answer() throws IOException;
    }

    private Http2ScriptedServer(boolean tls, Function<Http2Stream, Http2Step> script) {
        this(tls, script, FreshPort.listening(50));
    }

    private Http2ScriptedServer(boolean tls, Function<Http2Stream, Http2Step> script, ServerSocket listener) {
        this.tls = tls;
        this.script = script;
        this.listener = listener;
        acceptor = ScriptedServer.daemon("scripted-h2-" + listener.getLocalPort(), this::acceptAll);
    }

    /** A server for http: h2c by upgrade. The n-th step is for the n-th request, the last for all that follow. */
    public static Http2ScriptedServer start(Http2Step... steps) {
        return new Http2ScriptedServer(false, inOrder(steps));
    }

    /** A server for https: h2 by ALPN, with the certificate of {@link TestKeys}. */
    public static Http2ScriptedServer startTls(Http2Step... steps) {
        return new Http2ScriptedServer(true, inOrder(steps));
    }

    /** A server whose script goes by connection and stream. */
    public static Http2ScriptedServer start(boolean tls, Function<Http2Stream, Http2Step> script) {
        return new Http2ScriptedServer(tls, script);
    }

    /** Starts the next one on the same port, with the same script; this one must have been closed. */
    public Http2ScriptedServer again() {
        return new Http2ScriptedServer(tls, script, FreshPort.listeningAgain(listener.getLocalPort(), 50));
    }

    /** With this connection (the first is 1) nobody shakes hands; it ends with the server. */
    public Http2ScriptedServer silentOn(int connection) {
        silent = connection;
        return this;
    }

    /** {@code http(s)://127.0.0.1:port} and the path. */
    public String url(String path) {
        return (tls ? "https" : "http") + "://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /** The requests so far, in the order in which they were complete. */
    public List<Http2Stream> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** The heads of all requests, in the order in which they came: as HPACK has them, on HTTP/1.1 as text. */
    public List<byte[]> heads() {
        synchronized (received) {
            return List.copyOf(heads);
        }
    }

    /** Those of {@link #received} of which the client was not told that they were not processed. */
    public List<Http2Stream> processed() {
        synchronized (received) {
            return received.stream()
                    .filter(stream -> unprocessed.stream().noneMatch(told -> told.test(stream)))
                    .toList();
        }
    }

    /** The connections accepted so far. */
    public int connections() {
        synchronized (received) {
            return connections;
        }
    }

    /** Waits until at least {@code count} requests were complete, and returns them all. */
    public List<Http2Stream> awaitRequests(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (received) {
            while (received.size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited for " + count + " requests, had " + received);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return List.copyOf(received);
        }
    }

    /** Answers all that was held. */
    public void release() {
        synchronized (received) {
            for (Held one : held) {
                try {
                    one.answer();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            held.clear();
        }
    }

    /** Waits until the client has closed this connection (the first is 1). */
    public void awaitClientClose(int connection) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        synchronized (received) {
            while (!closedByClient.contains(connection)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("the client did not close connection " + connection);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Waits until the client has read a {@link Http2Effect#RESPOND_GOAWAY}, or closed the connection upon it. */
    public void awaitGoAwayRead() {
        try {
            if (!goAwayRead.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the client read no GOAWAY");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until a step has ended its connection, and the client has had time to see it. */
    public void awaitEnd() {
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the server ended no connection");
            }
            pause(ClientEnd.MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        ScriptedServer.closeQuietly(listener);
        ScriptedServer.joinQuietly(acceptor);
        open.forEach(ScriptedServer::closeQuietly);
    }

    /** The client is told this of a range of streams: RST_STREAM with REFUSED_STREAM, or GOAWAY. RFC 9113, 8.7. */
    void toldUnprocessed(int connection, int fromStreamId, int toStreamId) {
        synchronized (received) {
            unprocessed.add(stream -> stream.connection() == connection
                    && stream.streamId() >= fromStreamId
                    && stream.streamId() <= toStreamId);
        }
    }

    void recordHead(byte[] head) {
        synchronized (received) {
            heads.add(head);
        }
    }

    Http2Step record(int connection, int streamId, long bodyBytes, String bodyStart) {
        Http2Stream stream;
        synchronized (received) {
            stream = new Http2Stream(received.size() + 1, connection, streamId, bodyBytes, bodyStart, Instant.now());
            received.add(stream);
            received.notifyAll();
        }
        return script.apply(stream);
    }

    /** What will be done with the request that is on its way on this stream, if none comes before it. */
    Http2Step next(int connection, int streamId) {
        synchronized (received) {
            return script.apply(new Http2Stream(received.size() + 1, connection, streamId, 0, "", Instant.now()));
        }
    }

    /** To be answered on {@link #release}. */
    void hold(Held answer) {
        synchronized (received) {
            held.add(answer);
        }
    }

    void goAwayRead() {
        goAwayRead.countDown();
    }

    /** A step has ended its connection, by FIN or RST. */
    void ended() {
        ended.countDown();
    }

    /** Lets so much time pass, unless the server is closed meanwhile; says whether it was. */
    boolean pause(long millis) throws InterruptedException {
        return closed.await(millis, TimeUnit.MILLISECONDS);
    }

    private static Function<Http2Stream, Http2Step> inOrder(Http2Step... steps) {
        List<Http2Step> list = List.of(steps);
        return stream -> list.get(Math.min(stream.number(), list.size()) - 1);
    }

    private void acceptAll() {
        while (closed.getCount() > 0) {
            try {
                Socket wire = listener.accept();
                open.add(wire);
                int number;
                synchronized (received) {
                    number = ++connections;
                }
                ScriptedServer.daemon("scripted-h2-connection-" + number, () -> serve(number, wire));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(int number, Socket wire) {
        try {
            wire.setTcpNoDelay(true);
            if (number == silent) {
                closed.await();
            } else if (tls) {
                new Http2Connection(this, number, wire, secured(wire)).serve();
            } else {
                new Http2Connection(this, number, wire, wire).serveUpgrade();
            }
        } catch (IOException | InterruptedException e) {
            ScriptedServer.closeQuietly(wire); // the client went away: its right
            goAwayRead();
            synchronized (received) {
                closedByClient.add(number);
                received.notifyAll();
            }
        } finally {
            open.remove(wire);
        }
    }

    private static SSLSocket secured(Socket wire) throws IOException {
        SSLSocket socket = (SSLSocket)
                TestKeys.sslContext().getSocketFactory().createSocket(wire, "127.0.0.1", wire.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }
}
