package io.resetguard.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Loopback ports that none of the last few thousand servers of this test run had: what the agent has learned of an
 * origin, and its retry budget, belong to a port. More are not remembered, or the system would have no fresh one left.
 * Thread-safe.
 */
public final class FreshPort {
    private static final int TRIES = 50;
    private static final int REMEMBERED = 5_000;
    private static final Set<Integer> USED = new LinkedHashSet<>();

    private FreshPort() {}

    static ServerSocket listen(int backlog) throws IOException {
        for (int left = TRIES; left > 0; left--) {
            ServerSocket listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
            if (isFresh(listener.getLocalPort())) {
                return listener;
            }
            listener.close();
        }
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /** As {@link #listen}, for who cannot do without one. */
    public static ServerSocket listening(int backlog) {
        try {
            return listen(backlog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where nobody listens, nor can until it is closed: a connect is refused. */
    public static Socket held() {
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the port of a server that was closed. */
    static ServerSocket listeningAgain(int port, int backlog) {
        try {
            return new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFresh(int port) {
        synchronized (USED) {
            boolean fresh = USED.add(port);
            if (USED.size() > REMEMBERED) {
                USED.remove(USED.iterator().next());
            }
            return fresh;
        }
    }
}
