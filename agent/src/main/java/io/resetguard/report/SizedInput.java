package io.resetguard.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file up to the size it had when its reading began, whatever is written to it meanwhile. One thread. */
final class SizedInput extends FilterInputStream {
    private final long bytes;
    private long unread;

    /** @param bytes to read at most */
    SizedInput(InputStream in, long bytes) {
        super(in);
        this.bytes = bytes;
        this.unread = bytes;
    }

    /** How far it was read. */
    long bytesRead() {
        return bytes - unread;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int room = (int) Math.min(length, unread);
        int read = room == 0 ? -1 : super.read(to, from, room);
        unread = read < 0 ? 0 : unread - read;
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(Math.min(bytes, unread));
        unread -= skipped;
        return skipped;
    }

    /** {@code GZIPInputStream} looks for another compressed part only where there is more. */
    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), unread);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
