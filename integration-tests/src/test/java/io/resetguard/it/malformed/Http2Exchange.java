package io.resetguard.it.malformed;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * A connection of HTTP/2. The stream says which answer it gets: the path is in HPACK, which nobody here reads. Of each second
 * origin the first stream's is good, and the next request comes on the same connection.
 */
final class Http2Exchange {
    private static final int PREFACE_BYTES = 24;
    private static final int STREAMS = 1_000;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int END_STREAM = 1;
    private static final byte[] UPGRADE =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Connection connection;
    private final int group;

    Http2Exchange(Connection connection, int group) {
        this.connection = connection;
        this.group = group;
    }

    void serve(boolean tls) throws IOException {
        boolean goesOn = tls ? serveTls() : serveUpgrade();
        while (goesOn && connection.awaitMore()) {
            int stream = requestOf(connection.in());
            goesOn = stream == 0 || answer(stream);
        }
    }

    private boolean serveTls() throws IOException {
        connection.in().skipNBytes(PREFACE_BYTES);
        if (!hasSpoiltOpening()) {
            connection.write(Http2Answers.OPENING);
            return true;
        }
        int stream = 0;
        while (stream == 0) {
            stream = requestOf(connection.in());
        }
        return answerSpoilt(join(Http2Answers.OPENING, Http2Answers.good(stream)));
    }

    private boolean serveUpgrade() throws IOException {
        RequestHead.read(connection.in());
        byte[] opening = join(UPGRADE, Http2Answers.OPENING);
        if (hasSpoiltOpening()) {
            return answerSpoilt(join(opening, Http2Answers.good(1)));
        }
        connection.write(opening);
        connection.in().skipNBytes(PREFACE_BYTES);
        return answer(1);
    }

    private boolean hasSpoiltOpening() {
        return group % 4 == 3;
    }

    /** It is not known what comes next, so it ends. */
    private boolean answerSpoilt(byte[] all) throws IOException {
        Random random = connection.random(group * STREAMS);
        byte[] spoilt = new MalformedBytes(random, all).spoilt(1 + random.nextInt(2));
        return connection.answerAndWait(Answer.last(spoilt));
    }

    private boolean answer(int stream) throws IOException {
        boolean whole = group % 2 == 0 && stream == 1;
        Random random = connection.random(group * STREAMS + stream);
        return connection.answerAndWait(
                whole
                        ? Answer.whole(Http2Answers.good(stream))
                        : Answer.spoilt(Http2Answers.spoilt(random, stream), random));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Reads a frame: the stream of a request that is whole with it, 0 for none. */
    private static int requestOf(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        in.skipNBytes(length);
        return (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0 ? stream : 0;
    }
}
