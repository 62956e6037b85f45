package io.resetguard.bootstrap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A socket's input stream (on https the TLS socket's, so plaintext) that tells its {@link Wire} what came in and how it
 * ended. Behaves as the stream under it in everything else; a time-out is not an end.
 */
final class WatchedInput extends FilterInputStream {

    /** Whose stream it is: JDK 13 to 17 make a new one at each call. */
    final @Nullable Socket socket;

    private final Wire wire;

    WatchedInput(InputStream in, @Nullable Socket socket, Wire wire) {
        super(in);
        this.socket = socket;
        this.wire = wire;
    }

    @Override
    public int read() throws IOException {
        int read;
        try {
            read = in.read();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            failed(e);
            throw e;
        }
        count(read < 0 ? -1 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            failed(e);
            throw e;
        }
        count(read);
        return read;
    }

    @Override
    public void close() throws IOException {
        try {
            wire.closedHere();
        } catch (Throwable fault) {
            AgentLog.suppressed("WatchedInput", fault);
        }
        in.close();
    }

    private void count(int read) {
        try {
            wire.received(read);
        } catch (Throwable fault) {
            AgentLog.suppressed("WatchedInput", fault);
        }
    }

    private void failed(IOException error) {
        try {
            wire.readFailed(error);
        } catch (Throwable fault) {
            AgentLog.suppressed("WatchedInput", fault);
        }
    }
}
