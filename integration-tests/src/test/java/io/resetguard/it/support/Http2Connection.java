package io.resetguard.it.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One accepted connection of an {@link Http2ScriptedServer}. One thread reads and answers. */
final class Http2Connection {
    private static final int PREFACE_BYTES = 24;
    private static final int UPGRADED_STREAM = 1;

    private final Http2ScriptedServer server;
    private final int number;
    private final Socket wire;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Map<Integer, Long> bodyBytes = new HashMap<>();
    private final Map<Integer, String> bodyStarts = new HashMap<>();
    /** Streams that were answered before the request was whole, and whose rest is still to come. */
    private final Set<Integer> cut = new HashSet<>();

    private int promisedId;

    /** {@code socket} is {@code wire}, or TLS over it. */
    Http2Connection(Http2ScriptedServer server, int number, Socket wire, Socket socket) throws IOException {
        this.server = server;
        this.number = number;
        this.wire = wire;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** The client speaks HTTP/1.1 first and asks for h2c. */
    void serveUpgrade() throws IOException, InterruptedException {
        RequestReader reader = new RequestReader(in);
        String[] head = reader.readHead();
        if (head.length == 0) {
            return;
        }
        ReceivedRequest request =
                new ReceivedRequest(1, number, 1, "", "", RequestReader.headers(head), 0, java.time.Instant.now());
        if (!request.header("upgrade").equals("h2c")) {
            throw new IOException("no upgrade to h2c: " + String.join(", ", head));
        }
        server.recordHead(ResponseWriter.text(String.join(" | ", head)));
        long body = reader.readBody(request, Long.MAX_VALUE);
        out.write(
                ResponseWriter.text("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"));
        open();
        bodyStarts.put(UPGRADED_STREAM, reader.bodyStart());
        if (answer(UPGRADED_STREAM, body)) {
            serveFrames();
        }
    }

    /** The client speaks HTTP/2 at once. */
    void serve() throws IOException, InterruptedException {
        open();
        serveFrames();
    }

    private void open() throws IOException {
        Http2Frame.settings(0).write(out);
        in.readFully(new byte[PREFACE_BYTES]);
    }

    private void serveFrames() throws IOException, InterruptedException {
        boolean open = true;
        while (open) {
            Http2Frame frame = Http2Frame.read(in);
            if (frame.type == Http2Frame.HEADERS) {
                server.recordHead(frame.payload);
            }
            if (frame.type == Http2Frame.DATA) {
                take(frame);
            } else if (frame.type == Http2Frame.SETTINGS && !frame.has(Http2Frame.ACK)) {
                Http2Frame.settings(Http2Frame.ACK).write(out);
            } else if (frame.type == Http2Frame.PING && frame.has(Http2Frame.ACK)) {
                server.goAwayRead();
            } else if (frame.type == Http2Frame.PING && !frame.has(Http2Frame.ACK)) {
                new Http2Frame(Http2Frame.PING, Http2Frame.ACK, 0, frame.payload).write(out);
            }
            if (!cut.contains(frame.streamId) && (frame.endsStream() || cutsUpload(frame))) {
                if (!frame.endsStream()) {
                    cut.add(frame.streamId);
                }
                open = answer(frame.streamId, bodyBytes.getOrDefault(frame.streamId, 0L));
            }
        }
    }

    private boolean cutsUpload(Http2Frame frame) {
        return frame.type == Http2Frame.DATA
                && server.next(number, frame.streamId).effect().cutsUpload();
    }

    private void take(Http2Frame data) throws IOException {
        int length = data.payload.length;
        bodyBytes.merge(data.streamId, (long) length, Long::sum);
        if (length > 0) {
            int kept = Math.min(length, RequestReader.START_BYTES);
            bodyStarts.putIfAbsent(data.streamId, new String(data.payload, 0, kept, StandardCharsets.ISO_8859_1));
            Http2Frame.windowUpdate(0, length).write(out);
            Http2Frame.windowUpdate(data.streamId, length).write(out);
        }
    }

    /** Returns whether the connection goes on. */
    private boolean answer(int streamId, long body) throws IOException, InterruptedException {
        Http2Step step = server.record(number, streamId, body, bodyStarts.getOrDefault(streamId, ""));
        switch (step.effect()) {
            case RESPOND -> respond(streamId, step, step.bodyBytes());
            case RESPOND_PUSHING -> {
                promisedId += 2;
                Http2Frame.pushPromise(streamId, promisedId, "127.0.0.1:" + wire.getLocalPort())
                        .write(out);
                respond(streamId, step, step.bodyBytes());
                respond(promisedId, step, step.bodyBytes());
            }
            case RESPOND_CLOSE, RESPOND_RESET -> respond(streamId, step, step.bodyBytes());
            case RESPOND_GOAWAY, RESPOND_GOAWAY_CLOSE -> {
                respond(streamId, step, step.bodyBytes());
                ClientEnd.awaitRead(wire, server::pause);
                goAway(streamId, step.errorCode());
                if (step.effect() == Http2Effect.RESPOND_GOAWAY) {
                    Http2Frame.ping().write(out); // its ACK says that the client has read the frame before it
                }
            }
            case STALL -> {}
            case HOLD -> server.hold(() -> respond(streamId, step, step.bodyBytes()));
            case RST_STREAM -> {
                // Nothing on the wire tells when the client knows that it has written all. Until then this is
                // RST_STREAM_DURING_UPLOAD to it.
                server.pause(ClientEnd.MILLIS);
                resetStream(streamId, step.errorCode());
            }
            case RST_STREAM_DURING_UPLOAD -> resetStream(streamId, step.errorCode());
            case RST_STREAM_IN_BODY, RST_STREAM_IN_BODY_DURING_UPLOAD -> {
                respond(streamId, step, step.cutBytes());
                ClientEnd.awaitRead(wire, server::pause);
                resetStream(streamId, step.errorCode());
            }
            case RESET_IN_BODY, CLOSE_IN_BODY -> respond(streamId, step, step.cutBytes());
            case GOAWAY, GOAWAY_AND_CLOSE, GOAWAY_AND_RESET -> goAway(step.lastStreamId(streamId), step.errorCode());
            case RESET_IN_HEAD, CLOSE_IN_HEAD ->
                Http2Frame.partOfResponseHead(streamId, step.bodyBytes()).write(out);
            case RESET, CLOSE, RESET_DURING_UPLOAD, CLOSE_DURING_UPLOAD -> {}
        }
        boolean open = end(step.effect());
        if (!open) {
            server.ended();
        }
        return open;
    }

    private void resetStream(int streamId, int errorCode) throws IOException {
        if (errorCode == Http2Step.REFUSED_STREAM) {
            server.toldUnprocessed(number, streamId, streamId);
        }
        Http2Frame.rstStream(streamId, errorCode).write(out);
    }

    private void goAway(int lastStreamId, int errorCode) throws IOException {
        server.toldUnprocessed(number, lastStreamId + 1, Integer.MAX_VALUE);
        Http2Frame.goAway(lastStreamId, errorCode).write(out);
    }

    private boolean end(Http2Effect effect) throws IOException, InterruptedException {
        switch (effect) {
            case RESPOND_RESET, RESET_IN_HEAD, RESET_IN_BODY, GOAWAY_AND_RESET, RESET, RESET_DURING_UPLOAD -> {
                boolean wroteBefore = effect != Http2Effect.RESET && effect != Http2Effect.RESET_DURING_UPLOAD;
                if (wroteBefore) {
                    ClientEnd.awaitRead(wire, server::pause);
                }
                wire.setSoLinger(true, 0);
                wire.close();
                return false;
            }
            case CLOSE_DURING_UPLOAD -> {
                wire.shutdownOutput();
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            }
            case RESPOND_CLOSE, RESPOND_GOAWAY_CLOSE, CLOSE_IN_HEAD, CLOSE_IN_BODY, GOAWAY_AND_CLOSE, CLOSE -> {
                if (effect != Http2Effect.CLOSE) {
                    ClientEnd.awaitRead(wire, server::pause);
                }
                drain();
                socket.close();
                return false;
            }
            default -> {
                return true;
            }
        }
    }

    /** Bytes that were not read would turn the FIN into an RST. */
    private void drain() throws IOException {
        while (in.available() > 0) {
            in.skipBytes(in.available());
        }
    }

    private void respond(int streamId, Http2Step step, int bytes) throws IOException {
        Http2Frame.responseHead(streamId, step.bodyBytes()).write(out);
        int flags = bytes == step.bodyBytes() ? Http2Frame.END_STREAM : 0;
        new Http2Frame(Http2Frame.DATA, flags, streamId, ResponseWriter.body(bytes)).write(out);
    }
}
