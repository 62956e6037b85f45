package io.resetguard.it.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to a server: a TCP relay on loopback. What goes into it comes out later by the same time in both directions,
 * FIN and RST too, so that a request and a close can cross as they do in a network. It remembers each request that a
 * client sent. All is done on one thread.
 */
final class Relay implements AutoCloseable {
    private record Late(long dueNanos, Runnable what) {}

    private final int server;
    private final long delayNanos;
    private final Selector selector;
    private final ServerSocketChannel listener;
    /** The same delay for all, so what comes first is due first. */
    private final ArrayDeque<Late> late = new ArrayDeque<>();

    private final List<SentRequest> sent = new ArrayList<>();
    private final List<IOException> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean closed;
    private final Thread thread;

    /** Starts one. */
    Relay(int serverPort, long delayMillis) throws IOException {
        server = serverPort;
        delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::run, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** How many connections clients have opened. */
    int connections() {
        return connections.get();
    }

    /** What clients have sent, in the order in which it came. */
    List<SentRequest> sent() {
        if (!faults.isEmpty()) {
            throw new UncheckedIOException(faults.get(0));
        }
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    void remember(SentRequest request) {
        synchronized (sent) {
            sent.add(request);
        }
    }

    /** Has it done on the other side, when it has come there. */
    void later(Runnable what) {
        late.add(new Late(System.nanoTime() + delayNanos, what));
    }

    private void run() {
        try {
            while (!closed) {
                select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        serve(key);
                    }
                }
                selector.selectedKeys().clear();
                deliver();
            }
        } catch (IOException e) {
            faults.add(e);
        }
    }

    private void select() throws IOException {
        Late next = late.peek();
        if (next == null) {
            selector.select();
            return;
        }
        long left = next.dueNanos() - System.nanoTime();
        if (left > 0) {
            selector.select(TimeUnit.NANOSECONDS.toMillis(left + 999_999));
        } else {
            selector.selectNow();
        }
    }

    private void deliver() {
        for (Late next = late.peek(); next != null && next.dueNanos() - System.nanoTime() <= 0; next = late.peek()) {
            late.remove().what().run();
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
                connections.incrementAndGet();
                open(client);
            }
        } else {
            ((RelayedConnection.End) key.attachment()).read();
        }
    }

    private void open(SocketChannel client) throws IOException {
        RelayedConnection connection = new RelayedConnection(
                this, client, SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server)));
        connection.register(selector);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
