package io.resetguard.it.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A frame of RFC 9113, section 4.1. */
final class Http2Frame {
    static final int DATA = 0x0;
    static final int HEADERS = 0x1;
    static final int RST_STREAM = 0x3;
    static final int SETTINGS = 0x4;
    static final int PUSH_PROMISE = 0x5;
    static final int PING = 0x6;
    static final int GOAWAY = 0x7;
    static final int WINDOW_UPDATE = 0x8;

    static final int END_STREAM = 0x1;
    static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;

    final int type;
    final int flags;
    final int streamId;
    final byte[] payload;

    Http2Frame(int type, int flags, int streamId, byte[] payload) {
        this.type = type;
        this.flags = flags;
        this.streamId = streamId;
        this.payload = payload;
    }

    static Http2Frame read(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int streamId = in.readInt() & Integer.MAX_VALUE;
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Http2Frame(type, flags, streamId, payload);
    }

    void write(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(9 + payload.length);
        bytes.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        bytes.put((byte) type).put((byte) flags).putInt(streamId).put(payload);
        out.write(bytes.array());
        out.flush();
    }

    static Http2Frame settings(int flags) {
        return new Http2Frame(SETTINGS, flags, 0, new byte[0]);
    }

    static Http2Frame ping() {
        return new Http2Frame(PING, 0, 0, new byte[8]);
    }

    static Http2Frame windowUpdate(int streamId, int bytes) {
        return new Http2Frame(WINDOW_UPDATE, 0, streamId, integers(bytes));
    }

    static Http2Frame rstStream(int streamId, int errorCode) {
        return new Http2Frame(RST_STREAM, 0, streamId, integers(errorCode));
    }

    static Http2Frame goAway(int lastStreamId, int errorCode) {
        return new Http2Frame(GOAWAY, 0, 0, integers(lastStreamId, errorCode));
    }

    /** {@code :status: 200} from the static table, {@code content-length} as a literal that is not indexed. */
    static Http2Frame responseHead(int streamId, int contentLength) {
        byte[] digits = String.valueOf(contentLength).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer block = ByteBuffer.allocate(4 + digits.length);
        block.put((byte) 0x88)
                .put((byte) 0x0f)
                .put((byte) 0x0d)
                .put((byte) digits.length)
                .put(digits);
        return new Http2Frame(HEADERS, END_HEADERS, streamId, block.array());
    }

    /** Of {@code GET https://authority/pushed}: names and the first two values from the static table. */
    static Http2Frame pushPromise(int streamId, int promisedId, String authority) {
        byte[] path = "/pushed".getBytes(StandardCharsets.US_ASCII);
        byte[] host = authority.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer payload = ByteBuffer.allocate(10 + path.length + host.length);
        payload.putInt(promisedId).put((byte) 0x82).put((byte) 0x87);
        payload.put((byte) 0x04).put((byte) path.length).put(path);
        payload.put((byte) 0x01).put((byte) host.length).put(host);
        return new Http2Frame(PUSH_PROMISE, END_HEADERS, streamId, payload.array());
    }

    /** {@link #responseHead} that goes on in a CONTINUATION. */
    static Http2Frame partOfResponseHead(int streamId, int contentLength) {
        return new Http2Frame(HEADERS, 0, streamId, responseHead(streamId, contentLength).payload);
    }

    boolean endsStream() {
        return (type == HEADERS || type == DATA) && has(END_STREAM);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private static byte[] integers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }
}
