package io.resetguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The smallest server that keeps connections alive: one answer to each blank line. Daemon threads, loopback. */
final class KeepAliveServer implements Runnable {

    static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=60\r\nConnection: keep-alive\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: 12\r\n\r\nhello world\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listening;

    KeepAliveServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/bench";
    }

    @Override
    public void run() {
        try {
            while (true) {
                Socket accepted = listening.accept();
                accepted.setTcpNoDelay(true);
                start(() -> serve(accepted));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve(Socket socket) {
        byte[] buffer = new byte[4096];
        try (InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (n > 4 && buffer[n - 1] == '\n' && buffer[n - 2] == '\r' && buffer[n - 3] == '\n') {
                    out.write(ANSWER);
                }
            }
        } catch (IOException e) {
            System.err.println("server: " + e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "bench-server");
        thread.setDaemon(true);
        thread.start();
    }
}
