package io.resetguard.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.nio.channels.SocketChannel;

/** {@link UrlConnectionWorkload} on sockets of the application's own make: over a channel, without a descriptor to see. */
public final class ForeignSockets extends SocketImpl {
    private final Socket channel;

    private ForeignSockets() throws IOException {
        channel = SocketChannel.open().socket();
    }

    public static void main(String[] arguments) throws IOException {
        Socket.setSocketImplFactory(ForeignSockets::make);
        UrlConnectionWorkload.main(arguments);
    }

    private static SocketImpl make() {
        try {
            return new ForeignSockets();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void create(boolean stream) {
        // The channel is one already.
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(SocketAddress to, int timeoutMillis) throws IOException {
        channel.connect(to, timeoutMillis);
        address = channel.getInetAddress();
        port = channel.getPort();
        localport = channel.getLocalPort();
    }

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        channel.bind(new InetSocketAddress(host, port));
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("a client only");
    }

    @Override
    protected void accept(SocketImpl accepted) throws IOException {
        throw new SocketException("a client only");
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        return channel.getInputStream();
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        return channel.getOutputStream();
    }

    @Override
    protected int available() throws IOException {
        return channel.getInputStream().available();
    }

    @Override
    protected void close() throws IOException {
        channel.close();
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        channel.sendUrgentData(data);
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        if (option == SocketOptions.SO_TIMEOUT) {
            channel.setSoTimeout((Integer) value);
        } else if (option == SocketOptions.TCP_NODELAY) {
            channel.setTcpNoDelay((Boolean) value);
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        switch (option) {
            case SocketOptions.SO_TIMEOUT:
                return channel.getSoTimeout();
            case SocketOptions.TCP_NODELAY:
                return channel.getTcpNoDelay();
            case SocketOptions.SO_BINDADDR:
                return channel.getLocalAddress();
            default:
                throw new SocketException("no such option here: " + option);
        }
    }
}
