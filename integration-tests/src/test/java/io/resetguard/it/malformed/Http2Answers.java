package io.resetguard.it.malformed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Frames of RFC 9113 that answer a request, with something wrong in them. */
final class Http2Answers {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;

    /** {@code :status: 200}, {@code content-length: 5}. */
    private static final byte[] HEAD = {(byte) 0x88, 0x0f, 0x0d, 1, '5'};

    private static final byte[] BODY = "hello".getBytes(StandardCharsets.US_ASCII);

    /** What a server says first. */
    static final byte[] OPENING = frame(SETTINGS, 0, 0);

    private final Random random;
    private final int stream;
    private final List<byte[]> frames;

    private Http2Answers(Random random, int stream) {
        this.random = random;
        this.stream = stream;
        this.frames = frames(stream);
    }

    /** As it should be, so that the connection can be used again. */
    static byte[] good(int stream) {
        return whole(frames(stream));
    }

    /** The answer to the request on this stream. */
    static byte[] spoilt(Random random, int stream) {
        return new Http2Answers(random, stream).spoilt();
    }

    private static List<byte[]> frames(int stream) {
        return new ArrayList<>(List.of(
                frame(SETTINGS, 0, 0),
                frame(SETTINGS, 1, 0),
                frame(HEADERS, END_HEADERS, stream, HEAD),
                frame(DATA, END_STREAM, stream, BODY)));
    }

    private static byte[] whole(List<byte[]> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private byte[] spoilt() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            spoil();
        }
        byte[] bytes = whole(frames);
        return random.nextInt(4) == 0 ? new MalformedBytes(random, bytes).spoilt(1 + random.nextInt(2)) : bytes;
    }

    private void spoil() {
        switch (random.nextInt(20)) {
            case 0 -> header(2, random.nextInt(256)); // the length
            case 1 -> header(3, random.nextInt(256)); // the type
            case 2 -> header(4, random.nextInt(256)); // the flags
            case 3 -> header(5 + random.nextInt(4), random.nextInt(256)); // the stream
            case 4 -> insert(frame(DATA, PADDED, stream, new byte[] {(byte) (4 + random.nextInt(200)), 1, 2, 3}));
            case 5 -> frames.set(2, frame(HEADERS, END_HEADERS, stream, bytes(1 + random.nextInt(40))));
            case 6 -> frames.set(2, frame(HEADERS, END_HEADERS, stream, block()));
            case 7 -> flood(frame(SETTINGS, 0, 0, setting()));
            case 8 -> flood(frame(PING, random.nextInt(2), 0, bytes(8)));
            case 9 -> insert(frame(CONTINUATION, random.nextInt(8), someStream(), HEAD));
            case 10 -> frames.set(2, frame(HEADERS, random.nextInt(2), stream, HEAD)); // the head goes on, or does not
            case 11 -> insert(frame(WINDOW_UPDATE, 0, someStream(), integers(odd())));
            case 12 -> insert(frame(SETTINGS, random.nextInt(2), someStream(), setting()));
            case 13 -> insert(frame(GOAWAY, 0, 0, goAway()));
            case 14 -> insert(frame(3, 0, someStream(), integers(odd()))); // RST_STREAM
            case 15 -> insert(frame(5, END_HEADERS, stream, join(integers(odd()), HEAD))); // PUSH_PROMISE
            case 16 -> insert(frame(2, 0, someStream(), bytes(random.nextInt(8)))); // PRIORITY
            case 17 -> flood(frame(DATA, 0, stream));
            case 18 -> Collections.shuffle(frames, random);
            default ->
                insert(frame(random.nextInt(256), random.nextInt(256), someStream(), bytes(random.nextInt(20_000))));
        }
    }

    /** HPACK, RFC 7541: numbers without an end, indexes that are not there, names that are not allowed. */
    private byte[] block() {
        byte[] odd = bytes(3);
        List<byte[]> blocks = List.of(
                new byte[] {(byte) 0xff, -1, -1, -1, -1, -1, 0x7f},
                new byte[] {(byte) 0x80},
                new byte[] {0x3f, -1, -1, -1, 0x7f, (byte) 0x88},
                new byte[] {(byte) 0x88, 0x00, 0x01, 'X', 0x01, '\n'},
                new byte[] {0x00, 0x07, ':', 's', 't', 'a', 't', 'u', 's', 0x03, '-', '1', '0'},
                new byte[] {0x08, 0x03, 'a', 'b', 'c'},
                new byte[] {(byte) 0x88, 0x0f, 0x0d, (byte) 0x83, odd[0], odd[1], odd[2]},
                new byte[] {(byte) 0x88, 0x0f, 0x0d, 0x02, '-', '5'},
                new byte[] {(byte) 0x88, (byte) 0x88, 0x0f, 0x0d, 1, '5'});
        return blocks.get(random.nextInt(blocks.size()));
    }

    private byte[] setting() {
        byte[] setting = ByteBuffer.allocate(6)
                .putShort((short) random.nextInt(10))
                .putInt(odd())
                .array();
        return random.nextInt(4) == 0 ? Arrays.copyOf(setting, random.nextInt(13)) : setting;
    }

    private byte[] goAway() {
        byte[] debug = ("[resetguard] " + MalformedBytes.FORGED + "\r\n\u001b[31m")
                .repeat(random.nextInt(50))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] payload = join(integers(odd(), random.nextInt(20)), debug);
        return random.nextInt(4) == 0 ? Arrays.copyOf(payload, random.nextInt(8)) : payload;
    }

    private int odd() {
        int[] values = {0, 1, 2, 3, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 16_384, 16_777_216, random.nextInt()};
        return values[random.nextInt(values.length)];
    }

    private int someStream() {
        return random.nextInt(3) > 0 ? random.nextInt(stream + 3) : odd();
    }

    private void header(int at, int value) {
        frames.get(random.nextInt(frames.size()))[at] = (byte) value;
    }

    /** Not after the last: once the response is whole, whether the client still looks at what comes is a race inside it. */
    private void insert(byte[] frame) {
        frames.add(random.nextInt(frames.size()), frame);
    }

    private void flood(byte[] frame) {
        frames.addAll(random.nextInt(frames.size()), Collections.nCopies(1 + random.nextInt(500), frame));
    }

    private byte[] bytes(int count) {
        byte[] made = new byte[count];
        random.nextBytes(made);
        return made;
    }

    private static byte[] frame(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static byte[] integers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
