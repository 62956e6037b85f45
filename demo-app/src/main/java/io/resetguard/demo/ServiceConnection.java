package io.resetguard.demo;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The service's side of one connection. Used by one thread, but for {@link #reset}. */
final class ServiceConnection implements Closeable {
    private static final String ANSWER = "{\"ok\":true}\n";

    private final Socket socket;
    private final Received received;
    private final InputStream in;
    private long answeredNanos;

    ServiceConnection(Socket socket, Received received) throws IOException {
        this.socket = socket;
        this.received = received;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** The head of the next request, counted; null when the client has closed. */
    @Nullable
    ServiceRequest next() throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        while (length < 4 || head.indexOf("\r\n\r\n", length - 4) < 0) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.append((char) b);
            length++;
        }
        long idleNanos = answeredNanos == 0 ? 0 : System.nanoTime() - answeredNanos;
        ServiceRequest request = ServiceRequest.parse(head.toString(), idleNanos / 1_000_000);
        received.count(request);
        return request;
    }

    void readBody(ServiceRequest request) throws IOException {
        skip(request.contentLength);
    }

    /** Reads and drops bytes, fewer if the client ends. */
    void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0 && in.read() >= 0; left--) {
            // The content does not matter.
        }
    }

    /** A good answer, with the limit the service announces for idle connections. */
    void answer(ServiceRequest request) throws IOException {
        send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + ANSWER.length()
                + "\r\nConnection: keep-alive\r\nKeep-Alive: timeout=" + Scenario.ANNOUNCED_IDLE_SECONDS
                + "\r\n\r\n" + ANSWER);
        answeredNanos = System.nanoTime();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Neither reads nor writes for a while. */
    void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void countHandshake() {
        received.countHandshake();
    }

    /** Ends the connection with RST: closing with a linger time of zero drops what is queued and does not say FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
