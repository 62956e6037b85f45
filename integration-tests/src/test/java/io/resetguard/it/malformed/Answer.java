package io.resetguard.it.malformed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/** What the server sends, in one piece, and how it ends the connection then. */
final class Answer {
    private final byte[] bytes;
    private final Ending ending;
    private final boolean whole;

    private Answer(byte[] bytes, Ending ending, boolean whole) {
        this.bytes = bytes;
        this.ending = ending;
        this.whole = whole;
    }

    /** As it should be: the connection stays. */
    static Answer whole(byte[] bytes) {
        return new Answer(bytes, Ending.NONE, true);
    }

    static Answer spoilt(byte[] bytes, Random random) {
        return new Answer(bytes, Ending.of(random), false);
    }

    static Answer last(byte[] bytes) {
        return new Answer(bytes, Ending.FIN, false);
    }

    Ending ending() {
        return ending;
    }

    boolean isWhole() {
        return whole;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
