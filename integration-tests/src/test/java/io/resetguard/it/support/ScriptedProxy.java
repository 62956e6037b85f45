package io.resetguard.it.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP proxy on 127.0.0.1, for CONNECT and for plain requests, that treats its n-th connection as the n-th effect
 * says (the last one for all that follow). A connection's requests all go to the origin of the first. Thread-safe.
 */
public final class ScriptedProxy implements AutoCloseable {
    private final List<ProxyEffect> effects;
    private final ServerSocket listener;
    private final List<String> requestLines = new CopyOnWriteArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private ScriptedProxy(List<ProxyEffect> effects) {
        this.effects = effects;
        try {
            listener = FreshPort.listen(50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ScriptedServer.daemon("scripted-proxy-" + listener.getLocalPort(), this::acceptAll);
    }

    public static ScriptedProxy start(ProxyEffect... effects) {
        return new ScriptedProxy(List.of(effects));
    }

    /** {@code host:port}, as a {@link Request} takes it. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** The first request line of each connection. */
    public List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    /** Waits until so many more ends of the origin have been passed on to clients. */
    public void awaitEnds(int count) {
        try {
            if (!ended.tryAcquire(count, 10, TimeUnit.SECONDS)) {
                throw new AssertionError("not so many ends");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        ScriptedServer.closeQuietly(listener);
        open.forEach(ScriptedServer::closeQuietly);
    }

    private void acceptAll() {
        for (int number = 1; !listener.isClosed(); number++) {
            try {
                Socket client = listener.accept();
                open.add(client);
                ProxyEffect effect = effects.get(Math.min(number, effects.size()) - 1);
                ScriptedServer.daemon("scripted-proxy-connection-" + number, () -> serve(client, effect));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client, ProxyEffect effect) {
        try {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String[] head = new RequestReader(in).readHead();
            if (head.length > 0) {
                requestLines.add(head[0]);
                serve(client, in, head, effect);
            }
        } catch (IOException e) {
            ScriptedServer.closeQuietly(client); // one of the two went away
        } finally {
            open.remove(client);
        }
    }

    private void serve(Socket client, InputStream in, String[] head, ProxyEffect effect) throws IOException {
        String[] line = head[0].split(" ");
        boolean tunnel = line[0].equals("CONNECT");
        OutputStream out = client.getOutputStream();
        switch (effect) {
            case RESET_BEFORE_ANSWER -> reset(client);
            case CLOSE_BEFORE_ANSWER -> client.close();
            case ASK_FOR_CREDENTIALS -> {
                String challenge = "Proxy-Authenticate: Basic realm=\"scripted\"\r\n";
                String end = "Content-Length: 0\r\nConnection: close\r\n\r\n";
                out.write(ResponseWriter.text("HTTP/1.1 407 Scripted\r\n" + challenge + end));
                client.close();
            }
            case REFUSE_TUNNEL -> {
                out.write(
                        ResponseWriter.text("HTTP/1.1 502 Scripted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                client.close();
            }
            case RESET_AFTER_TUNNEL -> {
                out.write(ResponseWriter.text("HTTP/1.1 200 Scripted\r\n\r\n"));
                in.read();
                reset(client);
            }
            case FORWARD, RESET_IN_RESPONSE -> {
                URI target = URI.create(tunnel ? "http://" + line[1] : line[1]);
                try (Socket origin = new Socket(target.getHost(), target.getPort())) {
                    if (tunnel) {
                        out.write(ResponseWriter.text("HTTP/1.1 200 Scripted\r\n\r\n"));
                    } else {
                        origin.getOutputStream().write(ResponseWriter.text(String.join("\r\n", head) + "\r\n\r\n"));
                    }
                    ScriptedServer.daemon("scripted-proxy-upstream", () -> pump(in, origin));
                    passBack(origin.getInputStream(), client, effect == ProxyEffect.RESET_IN_RESPONSE);
                    ended.release();
                }
            }
        }
    }

    private static void passBack(InputStream answer, Socket client, boolean resetInside) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int read = read(answer, buffer, client); read >= 0; read = read(answer, buffer, client)) {
            client.getOutputStream().write(buffer, 0, resetInside ? read - read / 2 : read);
            if (resetInside) {
                reset(client);
                return;
            }
        }
        client.shutdownOutput();
    }

    /** An RST of the origin becomes one for the client. */
    private static int read(InputStream answer, byte[] buffer, Socket client) throws IOException {
        try {
            return answer.read(buffer);
        } catch (SocketException e) {
            reset(client);
            throw e;
        }
    }

    private static void pump(InputStream in, Socket origin) {
        try {
            in.transferTo(origin.getOutputStream());
            origin.shutdownOutput();
        } catch (IOException e) {
            ScriptedServer.closeQuietly(origin); // one of the two went away
        }
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }
}
