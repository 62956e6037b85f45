package io.resetguard.it.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * An HTTP/1.1 server on 127.0.0.1 that treats each connection and each request as its {@link Script} says, and
 * remembers what it received. Thread-safe; a thread for each connection.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final long AWAIT_SECONDS = 10;

    private static final int BACKLOG = 200;

    /** A SYN to a port whose backlog is full is dropped (Linux), and repeated after a second. */
    private static final int DROPPED_MILLIS = 500;

    private final Script script;
    private final Optional<SSLContext> tls;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<ReceivedRequest> received = new ArrayList<>();
    private final AtomicInteger requestNumbers = new AtomicInteger();
    private final CountDownLatch idleClosed = new CountDownLatch(1);
    private final CountDownLatch clientClosed = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> backlog = new ArrayList<>();
    private final CountDownLatch acceptsNoMore = new CountDownLatch(1);
    private volatile boolean full;
    private int connections;
    private int idleCloses;

    private ScriptedServer(Script script, Optional<SSLContext> tls, int backlog) {
        this(script, tls, FreshPort.listening(backlog));
    }

    private ScriptedServer(Script script, Optional<SSLContext> tls, ServerSocket listener) {
        this.script = script;
        this.tls = tls;
        this.listener = listener;
        acceptor = daemon("scripted-server-" + listener.getLocalPort(), this::acceptAll);
    }

    /** A server for plain http. */
    public static ScriptedServer start(Script script) {
        return new ScriptedServer(script, Optional.empty(), BACKLOG);
    }

    /** A server for https with the certificate of {@link TestKeys}. */
    public static ScriptedServer startTls(Script script) {
        return new ScriptedServer(script, Optional.of(TestKeys.sslContext()), BACKLOG);
    }

    /** A server for plain http that can be {@link #fill filled} quickly. */
    public static ScriptedServer startNarrow(Script script) {
        return new ScriptedServer(script, Optional.empty(), 4);
    }

    /** Starts the next one on the same port, with the same script; this one must have been closed. */
    public ScriptedServer again() {
        return new ScriptedServer(script, tls, FreshPort.listeningAgain(port(), BACKLOG));
    }

    /** Another one, on 127.0.0.2 and the same port. */
    public ScriptedServer onAnotherAddress(Script other) throws IOException {
        InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        return new ScriptedServer(other, tls, new ServerSocket(port(), BACKLOG, second));
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http(s)://127.0.0.1:port} and the path. */
    public String url(String path) {
        return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port() + path;
    }

    /** The requests so far, in the order in which they were read. */
    public List<ReceivedRequest> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** The connections accepted so far. */
    public int connections() {
        synchronized (received) {
            return connections;
        }
    }

    /** Waits until no more than so many connections are open, on either side. */
    public void awaitOpen(int most) {
        await(() -> open.size() <= most, "no more than " + most + " open connections");
    }

    /** Waits until at least {@code count} requests were read, and returns them all. */
    public List<ReceivedRequest> awaitRequests(int count) {
        await(() -> received.size() >= count, count + " requests");
        return received();
    }

    /** Waits until at least {@code count} connections were accepted. */
    public void awaitConnections(int count) {
        await(() -> connections >= count, count + " connections");
    }

    /** Waits until the server has ended so many connections that nobody used. */
    public void awaitIdleCloses(int count) {
        await(() -> idleCloses >= count, count + " closes while idle");
    }

    /** Opens when a close while idle is done, and the client has seen it if it watches its idle connections. */
    public CountDownLatch idleClosed() {
        return idleClosed;
    }

    /** Opens when a client has closed a connection on which it waited for an answer. */
    public CountDownLatch clientClosed() {
        return clientClosed;
    }

    /** From now on nobody gets a connection, nor a refusal: the backlog is full, and nobody accepts. Open ones go on. */
    public void fill() {
        full = true;
        try {
            connectOnce(); // the one that the acceptor waits for
            acceptsNoMore.await();
            while (true) {
                connectOnce();
            }
        } catch (SocketTimeoutException dropped) {
            return;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void connectOnce() throws IOException {
        Socket waiting = new Socket();
        backlog.add(waiting);
        waiting.connect(listener.getLocalSocketAddress(), DROPPED_MILLIS);
    }

    @Override
    public void close() {
        closed.countDown();
        backlog.forEach(ScriptedServer::closeQuietly);
        closeQuietly(listener);
        joinQuietly(acceptor);
        open.forEach(ScriptedServer::closeQuietly);
    }

    Script script() {
        return script;
    }

    int nextRequestNumber() {
        return requestNumbers.incrementAndGet();
    }

    void record(ReceivedRequest request) {
        synchronized (received) {
            received.add(request);
            received.notifyAll();
        }
    }

    /** Time that is part of the script; ends early with the server. */
    /** Lets so much time pass, unless the server is closed meanwhile; says whether it was. */
    boolean pause(long millis) throws InterruptedException {
        return closed.await(millis, TimeUnit.MILLISECONDS);
    }

    void awaitClose() throws InterruptedException {
        closed.await();
    }

    void closedWhileIdle() {
        synchronized (received) {
            idleCloses++;
            received.notifyAll();
        }
        idleClosed.countDown();
    }

    private void acceptAll() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                if (full) {
                    open.add(socket);
                    acceptsNoMore.countDown();
                    closed.await();
                }
                int number = countConnection();
                open.add(socket);
                daemon("scripted-connection-" + port() + "-" + number, () -> serve(socket, number));
            } catch (IOException | InterruptedException e) {
                return; // closed
            }
        }
    }

    private int countConnection() {
        synchronized (received) {
            received.notifyAll();
            return ++connections;
        }
    }

    private void serve(Socket socket, int number) {
        try {
            new ServerConnection(this, number, socket).serve(script.onConnection(number), tls);
        } catch (IOException | InterruptedException e) {
            closeQuietly(socket); // the client went away: its right
        } finally {
            open.remove(socket);
            synchronized (received) {
                received.notifyAll();
            }
        }
    }

    private void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        synchronized (received) {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(
                            "waited for " + what + ", had " + connections + " connections and " + received);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError("interrupted while waiting for " + what, e);
                }
            }
        }
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A listener refuses for certain only when no thread accepts on it any more. */
    static void joinQuietly(Thread acceptor) {
        try {
            acceptor.join(TimeUnit.SECONDS.toMillis(AWAIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            return; // closed already
        }
    }
}
