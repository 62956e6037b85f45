package io.resetguard.it.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One accepted connection of a {@link ScriptedServer}: reads requests, does what the script says. One thread. */
final class ServerConnection {
    /** How long a client that watches its pool may take to answer a FIN with its own. */
    private static final int CLIENT_NOTICES_MILLIS = 200;

    /** A record of TLS 1.2 with a fatal alert (RFC 5246, 7.2). */
    private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

    private final ScriptedServer server;
    private final int number;
    private final Socket wire;
    private Socket socket;

    ServerConnection(ScriptedServer server, int number, Socket wire) {
        this.server = server;
        this.number = number;
        this.wire = wire;
        this.socket = wire;
    }

    void serve(ServerStep onAccept, Optional<SSLContext> tls) throws IOException, InterruptedException {
        wire.setTcpNoDelay(true);
        if (onAccept.effect() == SocketEffect.RESET_ON_ACCEPT) {
            reset();
            return;
        }
        if (tls.isPresent()) {
            if (onAccept.effect() != SocketEffect.SERVE && onAccept.effect().onAccept()) {
                spoilHandshake(onAccept.effect());
                return;
            }
            SSLSocket secured =
                    (SSLSocket) tls.get().getSocketFactory().createSocket(wire, "127.0.0.1", wire.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            socket = secured;
        }
        InputStream in = new BufferedInputStream(socket.getInputStream());
        RequestReader reader = new RequestReader(in);
        int onConnection = 0;
        boolean open = true;
        while (open) {
            String[] head = reader.readHead();
            open = head.length > 0 && answer(reader, in, head, ++onConnection);
        }
        socket.close();
    }

    private boolean answer(RequestReader reader, InputStream in, String[] head, int onConnection)
            throws IOException, InterruptedException {
        String[] line = head[0].split(" ");
        ReceivedRequest request = new ReceivedRequest(
                server.nextRequestNumber(),
                number,
                onConnection,
                line[0],
                line[1],
                RequestReader.headers(head),
                0,
                Instant.now());
        ServerStep step = server.script().onRequest(request);
        ResponseWriter writer = new ResponseWriter(socket.getOutputStream(), !line[0].equals("HEAD"));
        boolean partial = step.effect().reads == SocketEffect.Reads.SOME;
        if (step.effect() == SocketEffect.CONTINUE_100 || (request.expectsContinue() && !partial)) {
            writer.interim(100, "Continue");
        }
        long most = partial ? (request.expectsContinue() ? 0 : step.cutBytes()) : Long.MAX_VALUE;
        try {
            server.record(request.withBodyBytes(reader.readBody(request, most)));
        } catch (IOException e) {
            server.record(request.withBodyBytes(-1));
            throw e;
        }
        return perform(step, request, writer, in);
    }

    /** Returns whether the connection goes on. */
    private boolean perform(ServerStep step, ReceivedRequest request, ResponseWriter writer, InputStream in)
            throws IOException, InterruptedException {
        switch (step.effect()) {
            case CLOSE_WHILE_IDLE, RESET_WHILE_IDLE, UNSOLICITED_408 -> {}
            default -> server.pause(step.delayMillis());
        }
        switch (step.effect()) {
            case RESPOND, CONTINUE_100 -> writer.whole(step);
            case REDIRECT -> writer.whole(step, "Location: /redirected");
            case UNAUTHORIZED_401 -> writer.whole(step, "WWW-Authenticate: Basic realm=\"scripted\"");
            case RESPOND_CLOSE -> {
                writer.whole(step, "Connection: close");
                return close(step);
            }
            case CLOSE_WHILE_IDLE, RESET_WHILE_IDLE, UNSOLICITED_408 -> {
                writer.whole(step);
                return endWhileIdle(step, writer, in);
            }
            case STALL -> server.awaitClose();
            case AWAIT_CLOSE -> {
                return seeClientClose(in);
            }
            case RESET_BEFORE_RESPONSE, RESET_DURING_UPLOAD -> {
                return reset();
            }
            case CLOSE_BEFORE_RESPONSE -> {
                return close(step);
            }
            case RESET_IN_STATUS_LINE -> {
                writer.partOfStatusLine();
                return cut(step);
            }
            case RESET_IN_HEAD, CLOSE_IN_HEAD -> {
                writer.partOfHead(step);
                return cut(step);
            }
            case RESET_IN_BODY, CLOSE_IN_BODY -> {
                writer.partOfBody(step);
                return cut(step);
            }
            case RESET_IN_CHUNKED_BODY, CLOSE_IN_CHUNKED_BODY -> {
                writer.partOfChunks(step);
                return cut(step);
            }
            case EARLY_413_AND_CLOSE -> {
                writer.whole(step, "Connection: close");
                return close(step);
            }
            case WEBSOCKET -> {
                writer.switchToWebSocket(request.header("sec-websocket-key"));
                in.transferTo(OutputStream.nullOutputStream());
                return close(step);
            }
            case WEBSOCKET_RESET -> {
                writer.switchToWebSocket(request.header("sec-websocket-key"));
                ClientEnd.awaitRead(wire, server::pause);
                return reset();
            }
            default -> throw new IllegalStateException(step.effect() + " cannot be done to a request");
        }
        return step.effect() != SocketEffect.STALL;
    }

    /** The client has had time to read what was sent, so that an RST does not overtake it. */
    private boolean cut(ServerStep step) throws IOException, InterruptedException {
        ClientEnd.awaitRead(wire, server::pause);
        return step.effect().name().startsWith("RESET") ? reset() : close(step);
    }

    private boolean endWhileIdle(ServerStep step, ResponseWriter writer, InputStream in)
            throws IOException, InterruptedException {
        server.pause(step.delayMillis());
        ClientEnd.awaitReadLate(wire, server::pause);
        if (step.effect() == SocketEffect.UNSOLICITED_408) {
            writer.whole(SocketEffect.RESPOND.step().withStatus(408).withBody(0), "Connection: close");
        }
        if (step.effect() == SocketEffect.RESET_WHILE_IDLE) {
            reset();
            ClientEnd.awaitRead(wire, server::pause);
        } else {
            socket.shutdownOutput();
            awaitClientClose(in);
            close(step);
        }
        server.closedWhileIdle();
        return false;
    }

    private boolean seeClientClose(InputStream in) throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } finally {
            server.clientClosed().countDown();
        }
        return false;
    }

    private void awaitClientClose(InputStream in) throws IOException, InterruptedException {
        wire.setSoTimeout(CLIENT_NOTICES_MILLIS);
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            return; // HttpURLConnection looks only when it uses the connection again
        }
        ClientEnd.awaitClosed(wire, CLIENT_NOTICES_MILLIS, server::pause);
    }

    private void spoilHandshake(SocketEffect effect) throws IOException {
        InputStream in = wire.getInputStream();
        byte[] header = in.readNBytes(5);
        in.readNBytes(((header[3] & 0xff) << 8) | (header[4] & 0xff));
        switch (effect) {
            case RESET_IN_TLS_HANDSHAKE -> reset();
            case ALERT_IN_TLS_HANDSHAKE -> {
                wire.getOutputStream().write(HANDSHAKE_FAILURE);
                wire.close();
            }
            case PLAINTEXT_ON_TLS -> {
                wire.getOutputStream()
                        .write(ResponseWriter.text("HTTP/1.1 400 Plain HTTP\r\nContent-Length: 0\r\n\r\n"));
                wire.close();
            }
            default -> wire.close();
        }
    }

    private boolean close(ServerStep step) throws IOException {
        (step.closeNotify() ? socket : wire).close();
        return false;
    }

    private boolean reset() throws IOException {
        wire.setSoLinger(true, 0);
        wire.close();
        return false;
    }
}
