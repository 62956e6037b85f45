package io.resetguard.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * HTTP/1.1 on one thread, for any number of connections, in a JVM of its own so that what it uses is nobody's. A POST, and
 * {@code /reset}, get an RST; {@code /hold} waits until somebody asks for {@code /go}; all else is answered at once.
 */
public final class BenchServer {
    private static final int BACKLOG = 4096;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(KeepAliveServer.ANSWER.length);
    private final Queue<SocketChannel> held = new ArrayDeque<>();
    private final ServerSocketChannel listening = ServerSocketChannel.open();

    private BenchServer() throws IOException {
        answer.put(KeepAliveServer.ANSWER);
        listening.bind(new InetSocketAddress("0.0.0.0", 0), BACKLOG);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Prints its two ports, plain and TLS, and serves until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        BenchServer server = new BenchServer();
        Object tls = Class.forName("io.resetguard.bench.TlsBenchServer")
                .getMethod("start")
                .invoke(null);
        Thread serving = new Thread(server::serve, "bench-server");
        serving.setDaemon(true);
        serving.start();
        System.out.println(server.listening.socket().getLocalPort() + " " + tls);
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select();
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        read((SocketChannel) key.channel());
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() throws IOException {
        for (SocketChannel accepted = listening.accept(); accepted != null; accepted = listening.accept()) {
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            accepted.register(selector, SelectionKey.OP_READ);
        }
    }

    /** Clients write a head at once, so on loopback it comes in one piece. */
    private void read(SocketChannel channel) throws IOException {
        buffer.clear();
        int length;
        try {
            length = channel.read(buffer);
            if (length < 0) {
                channel.close();
            } else if (length > 4) {
                handle(channel, (char) buffer.get(0), (char) buffer.get(5), (char) buffer.get(length - 1));
            }
        } catch (IOException e) {
            channel.close();
        }
    }

    private void handle(SocketChannel channel, char method, char path, char last) throws IOException {
        if (method == 'P' || path == 'r') {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } else if (path == 'h') {
            held.add(channel);
        } else if (last == '\n') {
            for (SocketChannel waiting = path == 'g' ? held.poll() : null; waiting != null; waiting = held.poll()) {
                answer(waiting);
            }
            answer(channel);
        }
    }

    private void answer(SocketChannel channel) throws IOException {
        answer.flip();
        channel.write(answer);
    }
}
