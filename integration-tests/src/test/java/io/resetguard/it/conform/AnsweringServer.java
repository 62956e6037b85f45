package io.resetguard.it.conform;

import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.RequestReader;
import io.resetguard.it.support.TestKeys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 server, and proxy that answers by itself, on 127.0.0.1. What it answers stands in the request's path, as
 * {@link Answers} has it; what it received it keeps to the letter. Thread-safe; a thread for each connection.
 */
final class AnsweringServer implements AutoCloseable {
    /** What is different in every run: keys and nonces that the client draws, and what it makes of them. */
    private static final String DRAWN = "(?i)(?<=sec-websocket-key: |cnonce=\"|response=\")[^\"]*";

    private final boolean tls;
    private final boolean asksForCredentials;
    private final ServerSocket listener;
    private final List<String> received = new ArrayList<>();
    private int open;

    private AnsweringServer(boolean tls, boolean asksForCredentials) {
        this.tls = tls;
        this.asksForCredentials = asksForCredentials;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static AnsweringServer start() {
        return new AnsweringServer(false, false);
    }

    static AnsweringServer startTls() {
        return new AnsweringServer(true, false);
    }

    /** Every request has to bring credentials for a proxy. */
    static AnsweringServer startProxyWithLock() {
        return new AnsweringServer(false, true);
    }

    String url() {
        return (tls ? "https" : "http") + "://" + address();
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** What came since the last call of this, when all connections have ended; in the order of the texts. */
    List<String> takeReceived() throws InterruptedException {
        synchronized (received) {
            while (open > 0) {
                received.wait();
            }
            List<String> taken = received.stream().sorted().toList();
            received.clear();
            return taken;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                count(1);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void count(int connections) {
        synchronized (received) {
            open += connections;
            received.notifyAll();
        }
    }

    private void serve(Socket wire) {
        try (wire) {
            wire.setTcpNoDelay(true);
            serveRequests(wire, tls ? secured(wire) : wire);
        } catch (IOException e) {
            return; // the client had enough of it
        } finally {
            count(-1);
        }
    }

    private static Socket secured(Socket wire) throws IOException {
        SSLSocket secured =
                (SSLSocket) TestKeys.sslContext().getSocketFactory().createSocket(wire, "127.0.0.1", 0, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private void serveRequests(Socket wire, Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (!bringsTls(in)) {
            RequestReader reader = new RequestReader(in);
            String[] head = reader.readHead();
            if (head.length == 0) {
                return;
            }
            String[] line = head[0].split(" ");
            ReceivedRequest request =
                    new ReceivedRequest(1, 1, 1, line[0], line[1], RequestReader.headers(head), 0, Instant.now());
            Answers answers = new Answers(wire, in, socket.getOutputStream(), request);
            boolean refused = request.path().contains("/refuse-body");
            if (!refused && request.header("expect").equalsIgnoreCase("100-continue")) {
                answers.interim("100 Continue");
            }
            long body = refused ? 0 : reader.readBody(request, Long.MAX_VALUE);
            keep(String.join(" | ", head) + " | " + body + " bytes " + reader.bodyStart());
            if (asksForCredentials && request.header("proxy-authorization").isEmpty()) {
                answers.askForProxyCredentials();
            } else if (line[0].equals("CONNECT")) {
                answers.openTunnel();
                serveRequests(wire, secured(socket));
                return;
            } else if (!answers.give(body, reader.bodyStart())) {
                return;
            }
        }
    }

    /** A client that takes this port for one of TLS gets no answer. */
    private static boolean bringsTls(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == 0x16;
    }

    private void keep(String request) {
        synchronized (received) {
            received.add(request.replaceAll(DRAWN, "drawn"));
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "answering-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public String toString() {
        return Arrays.asList(url(), received).toString();
    }
}
