package io.resetguard.it.malformed;

import io.resetguard.it.support.FreshPort;
import io.resetguard.it.support.TestKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One origin, which always answers the same request with the same malformed bytes, and then mostly ends the connection.
 * What the client makes of them depends on nothing else: an origin, so a port, has the requests of one group only.
 */
final class MalformedServer implements AutoCloseable {
    private final Way way;
    private final long seed;
    private final int group;
    private final ServerSocket listener = FreshPort.listening(50);
    private final Progress progress = new Progress();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private MalformedServer(Way way, long seed, int group) {
        this.way = way;
        this.seed = seed;
        this.group = group;
    }

    static MalformedServer start(Way way, long seed, int group) {
        MalformedServer server = new MalformedServer(way, seed, group);
        daemon(server::accept);
        return server;
    }

    String url(int number) {
        return (way.isTls() ? "https" : "http") + "://127.0.0.1:" + listener.getLocalPort() + "/" + number;
    }

    Progress progress() {
        return progress;
    }

    private void accept() {
        try {
            while (true) {
                Socket wire = listener.accept();
                open.add(wire);
                daemon(() -> serve(wire));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket wire) {
        try (Socket closed = wire) {
            closed.setTcpNoDelay(true);
            Socket socket = way.isTls() ? secured(closed) : closed;
            Connection connection = new Connection(closed, socket, seed, progress);
            if (way.isHttp2()) {
                new Http2Exchange(connection, group).serve(way.isTls());
            } else {
                new Http1Exchange(connection).serve();
            }
        } catch (IOException e) {
            return; // the client had enough of it
        } finally {
            open.remove(wire);
        }
    }

    private static SSLSocket secured(Socket wire) throws IOException {
        SSLSocket socket =
                (SSLSocket) TestKeys.sslContext().getSocketFactory().createSocket(wire, null, wire.getPort(), false);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "malformed-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket wire : open) {
            wire.close();
        }
    }
}
