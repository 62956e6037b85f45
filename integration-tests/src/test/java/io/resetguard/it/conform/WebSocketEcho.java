package io.resetguard.it.conform;

import io.resetguard.it.support.ReceivedRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RFC 6455: sends each frame back as it came, a ping as a pong, until a close has been. One thread. */
final class WebSocketEcho {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final DataInputStream in;
    private final OutputStream out;

    WebSocketEcho(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    void talk(ReceivedRequest request) throws IOException {
        String protocol = request.header("sec-websocket-protocol").split(",")[0];
        out.write(Answers.bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n") + "Sec-WebSocket-Accept: "
                + accept(request.header("sec-websocket-key")) + "\r\n\r\n"));
        out.flush();
        int opcode = 0;
        while (opcode != CLOSE) {
            int first = in.readUnsignedByte();
            opcode = first & 0x0f;
            byte[] payload = unmasked();
            int answer = opcode == PING ? (first & 0xf0) | PONG : first;
            if (opcode != PONG) {
                out.write(new byte[] {(byte) answer, (byte) payload.length});
                out.write(payload);
                out.flush();
            }
        }
    }

    /** No frame here is longer than 125 bytes. */
    private byte[] unmasked() throws IOException {
        byte[] payload = new byte[in.readUnsignedByte() & 0x7f];
        byte[] mask = new byte[4];
        in.readFully(mask);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(Answers.bytes(key + GUID));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
