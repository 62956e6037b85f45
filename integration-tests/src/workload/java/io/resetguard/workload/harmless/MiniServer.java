package io.resetguard.workload.harmless;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least that is an HTTP server, fast: answers each request with two bytes. By the first letter of the path it resets:
 * {@code x} always, {@code r} on a connection that has been used, {@code t} two of three; {@code s}: never answers.
 */
final class MiniServer {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1);

    /** A permit for each request that is left without an answer. */
    final Semaphore unanswered = new Semaphore(0);

    private final ServerSocket listener;
    private final AtomicInteger ofThree = new AtomicInteger();

    private MiniServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** On all of 127.0.0.0/8. */
    static MiniServer start() throws IOException {
        MiniServer server = new MiniServer(new ServerSocket(0, 500));
        daemon(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            System.out.println("the server ended: " + e);
        }
    }

    private void serve(Socket socket) {
        try (Socket closed = socket) {
            closed.setTcpNoDelay(true);
            InputStream in = closed.getInputStream();
            OutputStream out = closed.getOutputStream();
            byte[] buffer = new byte[4096];
            int length = 0;
            int answered = 0;
            for (int read = in.read(buffer); read > 0; read = in.read(buffer, length, buffer.length - length)) {
                length += read;
                boolean whole = length > 4 && buffer[length - 1] == '\n' && buffer[length - 3] == '\n';
                if (whole && isReset((char) buffer[5], answered)) {
                    closed.setSoLinger(true, 0);
                    return;
                }
                if (whole && buffer[5] == 's') {
                    unanswered.release();
                } else if (whole) {
                    out.write(ANSWER);
                    answered++;
                }
                length = whole ? 0 : length;
            }
        } catch (IOException e) {
            return; // the client went away
        }
    }

    private boolean isReset(char path, int answered) {
        return path == 'x' || (path == 'r' && answered > 0) || (path == 't' && ofThree.incrementAndGet() % 3 != 0);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mini-server");
        thread.setDaemon(true);
        thread.start();
    }
}
