package io.resetguard.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The server's side of an HTTP/2 connection (RFC 9113), as small as can be: each request gets 200 and 12 bytes. */
final class Http2Answers {
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PREFACE = 24;

    /** RFC 7541: {@code :status: 200} is row 8 of the static table, {@code content-length} row 28, without indexing. */
    private static final byte[] FIELDS = {(byte) 0x88, 0x0f, 0x0d, 2, '1', '2'};

    private static final byte[] BODY = "hello world\n".getBytes(StandardCharsets.US_ASCII);

    private final DataInputStream in;
    private final OutputStream out;
    private byte[] payload = new byte[16 * 1024];

    Http2Answers(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, 16 * 1024));
        this.out = out;
    }

    void serve() throws IOException {
        in.readFully(payload, 0, PREFACE);
        // SETTINGS_MAX_CONCURRENT_STREAMS (3): for more threads than we ever have.
        out.write(frame(SETTINGS, 0, 0, new byte[] {0, 3, 0, 0, 4, 0}, 6).array());
        while (true) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            int length = lengthAndType >>> 8;
            in.readFully(payload, 0, length);
            int type = lengthAndType & 0xff;
            if (type == HEADERS) {
                answer(stream);
            } else if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
                out.write(
                        frame(type, ACK, 0, payload, type == PING ? length : 0).array());
            }
        }
    }

    /** No request has a body: its HEADERS end it, and say nothing that matters here. */
    private void answer(int stream) throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * 9 + FIELDS.length + BODY.length);
        both.put(frame(HEADERS, END_HEADERS, stream, FIELDS, FIELDS.length).array());
        both.put(frame(0, END_STREAM, stream, BODY, BODY.length).array());
        out.write(both.array());
    }

    private static ByteBuffer frame(int type, int flags, int stream, byte[] payload, int length) {
        ByteBuffer frame = ByteBuffer.allocate(9 + length);
        frame.putInt(length << 8 | type).put((byte) flags).putInt(stream).put(payload, 0, length);
        return frame;
    }
}
