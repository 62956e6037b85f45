package io.resetguard.it.malformed;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;

/** One accepted connection of a {@link MalformedServer}. One thread reads and answers. */
final class Connection {
    /** So long a client may make up its mind about a response after which nothing comes. */
    private static final int PATIENCE_MILLIS = 300;

    /** So long it may take for anything else. */
    private static final int LONG_MILLIS = 8_000;

    private static final int NOTICED_MILLIS = 100;

    private final Socket wire;
    private final Socket socket;
    private final DataInputStream in;
    private final long seed;
    private final Progress progress;

    /** {@code socket} is {@code wire}, or TLS over it. */
    Connection(Socket wire, Socket socket, long seed, Progress progress) throws IOException {
        this.wire = wire;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.seed = seed;
        this.progress = progress;
        wire.setSoTimeout(LONG_MILLIS);
    }

    DataInputStream in() {
        return in;
    }

    /** The same for the same request. */
    Random random(int number) {
        return new Random(seed * 1_000_003 + number);
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Answers, ends the connection at once, and says whether the client may ask again on it. */
    boolean answer(Answer answer) throws IOException {
        progress.received();
        answer.writeTo(socket.getOutputStream());
        return after(answer);
    }

    /**
     * The same, but the end does not come before the client has its result, or waits for more: with HTTP/2, an end that comes
     * with the response may overtake it inside the JDK.
     */
    boolean answerAndWait(Answer answer) throws IOException {
        int results = progress.received();
        answer.writeTo(socket.getOutputStream());
        if (answer.ending() == Ending.NONE) {
            return after(answer);
        }
        progress.ending();
        try {
            progress.awaitResult(results, PATIENCE_MILLIS);
            boolean goesOn = after(answer);
            if (answer.ending() == Ending.RST) {
                awaitNoticed();
            }
            return goesOn;
        } finally {
            progress.ended();
        }
    }

    private boolean after(Answer answer) throws IOException {
        switch (answer.ending()) {
            case NONE -> wire.setSoTimeout(answer.isWhole() ? LONG_MILLIS : PATIENCE_MILLIS);
            case RST -> reset();
            case FIN -> end();
        }
        return answer.ending() == Ending.NONE;
    }

    /** Whether there is more to read; when the client has waited long enough, ends the connection. */
    boolean awaitMore() throws IOException {
        try {
            in.mark(1);
            int next = in.read();
            in.reset();
            return next >= 0;
        } catch (SocketTimeoutException e) {
            end();
            return false;
        }
    }

    /** Has said all, and listens on until the client closes too: closed with something unread, it would reset. */
    private void end() throws IOException {
        if (socket != wire) {
            socket.shutdownOutput();
        }
        wire.shutdownOutput();
        wire.setSoTimeout(LONG_MILLIS);
        wire.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Nothing can be awaited: of an RST the client's kernel knows at once, and the client when its thread has come to it. */
    private static void awaitNoticed() {
        try {
            Thread.sleep(NOTICED_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void reset() throws IOException {
        wire.setSoLinger(true, 0);
        wire.close();
    }
}
