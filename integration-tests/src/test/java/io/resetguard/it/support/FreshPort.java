package io.resetguard.it.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loopback ports that, where the system has some left, no server of this test run had before: what the agent has learned
 * of an origin, and its retry budget, belong to a port. Thread-safe.
 */
final class FreshPort {
    private static final int TRIES = 50;
    private static final Set<Integer> USED = ConcurrentHashMap.newKeySet();

    private FreshPort() {}

    static ServerSocket listen(int backlog) throws IOException {
        for (int left = TRIES; left > 0; left--) {
            ServerSocket listener = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
            if (USED.add(listener.getLocalPort())) {
                return listener;
            }
            listener.close();
        }
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }
}
