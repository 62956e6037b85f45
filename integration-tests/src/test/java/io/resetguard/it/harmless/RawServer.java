package io.resetguard.it.harmless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.Function;

/** Answers whatever the script says with the bytes it gives, by the request's path, and resets. A thread a connection. */
final class RawServer implements AutoCloseable {
    /** Writes what it likes. */
    @FunctionalInterface
    interface Answer {
        void write(OutputStream out) throws IOException;
    }

    /** Most clients have enough before they have read so much. */
    private static final int LARGE = 400_000;

    private final ServerSocket listener;
    private final Function<String, Answer> script;

    private RawServer(ServerSocket listener, Function<String, Answer> script) {
        this.listener = listener;
        this.script = script;
    }

    static RawServer start(Function<String, Answer> script) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        daemon(server::accept);
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        try (Socket closed = socket) {
            InputStream in = closed.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return;
                }
                head.append((char) c);
            }
            String[] line = head.toString().split(" ", 3);
            if (line.length == 3) {
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                script.apply(line[1]).write(answer);
                answer.writeTo(closed.getOutputStream());
                // What was sent shall arrive before the reset: the client waits for more, or has enough and closes.
                closed.setSoTimeout(answer.size() > LARGE ? 2_000 : 100);
                awaitSilence(in);
            }
            closed.setSoLinger(true, 0);
        } catch (IOException e) {
            return; // the client had enough of it
        }
    }

    private static void awaitSilence(InputStream in) throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            return; // it waits for more
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
