package io.resetguard.bench;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.SocketTimeoutException;

/** Connects to nothing; each write is a request, and the same answer can then be read. Of one thread at a time. */
final class CannedSocket extends SocketImpl {
    private int answersLeft;
    private int position;

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (answersLeft == 0) {
                    throw new SocketTimeoutException("nothing was asked");
                }
                int count = Math.min(length, KeepAliveServer.ANSWER.length - position);
                System.arraycopy(KeepAliveServer.ANSWER, position, into, offset, count);
                position += count;
                if (position == KeepAliveServer.ANSWER.length) {
                    position = 0;
                    answersLeft--;
                }
                return count;
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int single) {
                throw new UnsupportedOperationException("a head is written at once");
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                answersLeft++;
            }
        };
    }

    @Override
    protected int available() {
        return answersLeft == 0 ? 0 : KeepAliveServer.ANSWER.length - position;
    }

    @Override
    public Object getOption(int option) throws SocketException {
        if (option == SocketOptions.SO_BINDADDR) {
            return InetAddress.getLoopbackAddress();
        }
        return option == SocketOptions.SO_TIMEOUT || option == SocketOptions.SO_LINGER ? (Object) 0 : Boolean.TRUE;
    }

    @Override
    protected void connect(SocketAddress to, int timeoutMillis) {
        fd = new FileDescriptor();
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(String host, int port) {}

    @Override
    protected void connect(InetAddress address, int port) {}

    @Override
    protected void bind(InetAddress address, int port) {}

    @Override
    protected void listen(int backlog) {}

    @Override
    protected void accept(SocketImpl accepted) {}

    @Override
    protected void close() {}

    @Override
    protected void sendUrgentData(int data) {}

    @Override
    public void setOption(int option, Object value) {}
}
