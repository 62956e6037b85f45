package io.resetguard.exchange;

/** What an exchange knows of its HTTP/2 stream (RFC 9113 5). Written and read as {@link Exchange} is. */
final class Http2Stream {

    final int id;

    /** Bytes of its own frames: of heads as encoded, of bodies as they are. */
    long sentBytes;

    long receivedBytes;

    /** When its last frame was sent, as {@link System#nanoTime()}; 0: none was. */
    long lastWriteNanos;

    Http2Stream(int id) {
        this.id = id;
    }
}
