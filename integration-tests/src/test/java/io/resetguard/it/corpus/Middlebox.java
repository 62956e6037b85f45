package io.resetguard.it.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Something on the way to a server: bytes go through it, and flows of connections may be forgotten. Two threads a
 * connection.
 */
final class Middlebox implements AutoCloseable {
    /** What it does to connections. */
    enum Way {
        /** A flow that was idle for the limit is forgotten; what comes then from the client is answered with RST. */
        FORGETS_AND_RESETS,
        /** As before, but what comes then is dropped without a word. */
        FORGETS_AND_DROPS,
        /** The server's FIN is on its way for so long that the client's next request crosses it. */
        HOLDS_FIN
    }

    private final Way way;
    private final int server;
    private final long limitNanos;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Middlebox(Way way, int server, long limitMillis) throws IOException {
        this.way = way;
        this.server = server;
        this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    /** One before the server on this port. */
    static Middlebox before(int server, Way way, long limitMillis) throws IOException {
        return new Middlebox(way, server, limitMillis);
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                new Flow(client, new Socket(InetAddress.getLoopbackAddress(), server)).begin();
            }
        } catch (IOException e) {
            quietly(listener); // the case is over
        }
    }

    private final class Flow {
        private final Socket client;
        private final Socket upstream;
        private volatile long lastNanos = System.nanoTime();
        private volatile boolean finHeld;

        Flow(Socket client, Socket upstream) throws IOException {
            this.client = client;
            this.upstream = upstream;
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            open.add(client);
            open.add(upstream);
        }

        void begin() {
            daemon(this::fromClient);
            daemon(this::fromServer);
        }

        private void fromClient() {
            byte[] buffer = new byte[64 * 1024];
            try {
                InputStream in = client.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    boolean forgotten = System.nanoTime() - lastNanos > limitNanos;
                    lastNanos = System.nanoTime();
                    if (finHeld) {
                        client.close(); // here is the FIN
                        return;
                    }
                    if (forgotten && way == Way.FORGETS_AND_DROPS) {
                        continue;
                    }
                    if (forgotten && way == Way.FORGETS_AND_RESETS) {
                        client.setSoLinger(true, 0);
                        client.close();
                        return;
                    }
                    upstream.getOutputStream().write(buffer, 0, read);
                }
                upstream.close();
            } catch (IOException e) {
                quietly(upstream); // one of the two went away
            }
        }

        private void fromServer() {
            byte[] buffer = new byte[64 * 1024];
            try {
                InputStream in = upstream.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    lastNanos = System.nanoTime();
                    client.getOutputStream().write(buffer, 0, read);
                }
                if (way == Way.HOLDS_FIN) {
                    finHeld = true;
                } else {
                    client.close();
                }
            } catch (IOException e) {
                quietly(client); // one of the two went away
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "middlebox");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Middlebox::quietly);
    }
}
