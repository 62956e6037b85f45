package io.resetguard.bootstrap;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A socket's output stream (on https the TLS socket's, so plaintext) that tells its {@link Wire} what went out and how
 * it failed: the one place where the exception is still there, for the {@code PrintStream} above it swallows all.
 */
final class WatchedOutput extends FilterOutputStream {

    /** Bytes; {@code NioSocketImpl} writes at most 128 KB at once, {@code SocketOutputStream} of JDK 8 64 KB. */
    private static final int LARGEST_PART = 64 * 1024;

    private final Wire wire;

    WatchedOutput(OutputStream out, Wire wire) {
        super(out);
        this.wire = wire;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            out.write(b);
        } catch (IOException e) {
            failed(e);
            throw e;
        }
        count(1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        do {
            // In parts, as the JDK itself hands them to the socket: so it is known how far a failed write had come.
            int part = Math.min(left, LARGEST_PART);
            try {
                out.write(buffer, from, part);
            } catch (IOException e) {
                failed(e);
                throw e;
            }
            count(part);
            from += part;
            left -= part;
        } while (left > 0);
    }

    private void count(int written) {
        try {
            wire.sent(written);
        } catch (Throwable fault) {
            AgentLog.suppressed("WatchedOutput", fault);
        }
    }

    private void failed(IOException error) {
        try {
            wire.writeFailed(error);
        } catch (Throwable fault) {
            AgentLog.suppressed("WatchedOutput", fault);
        }
    }
}
