package io.resetguard.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One listening port of the service: a thread accepts, a thread for each connection serves. All are daemons. */
final class InventoryPort {
    private final ServerSocket listener;
    private final Habit habit;
    private final Received received = new Received();

    private InventoryPort(ServerSocket listener, Habit habit) {
        this.listener = listener;
        this.habit = habit;
    }

    static InventoryPort open(Scenario scenario) throws IOException {
        ServerSocket listener = new ServerSocket();
        // Where "localhost" leads, IPv4 or IPv6: the application asks for it by name.
        listener.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
        InventoryPort port = new InventoryPort(listener, Habit.of(scenario));
        daemon(port::accept, "accept " + scenario);
        return port;
    }

    int number() {
        return listener.getLocalPort();
    }

    /** What came in so far. */
    Received received() {
        return received;
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                daemon(() -> serve(socket), "serve");
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (ServiceConnection connection = new ServiceConnection(socket, received)) {
            habit.serve(connection);
        } catch (IOException peerLeft) {
            // The application closed its side or was reset: both belong to the demonstration.
        }
    }

    private static void daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
