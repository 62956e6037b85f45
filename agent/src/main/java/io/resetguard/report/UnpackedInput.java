package io.resetguard.report;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A stream, unpacked where it begins as gzip does, and as it is otherwise. Where what is packed is cut off or damaged, this
 * ends, after all that could be unpacked, and says so. One thread.
 */
final class UnpackedInput extends FilterInputStream {
    /** RFC 1952, 2.3.1. */
    private static final int FIRST_BYTE = 0x1f;

    private static final int SECOND_BYTE = 0x8b;
    private static final int BUFFER_BYTES = 1 << 16;

    /** Of damaged data the inflater does not hand out what it had unpacked in the same call: little is lost by small ones. */
    private static final int UNPACKED_AT_ONCE_BYTES = 1 << 12;

    private final boolean packed;
    private @Nullable InputStream unpacker;
    private boolean brokenOff;

    private UnpackedInput(InputStream in, boolean packed) {
        super(in);
        this.packed = packed;
    }

    static UnpackedInput of(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
        buffered.mark(2);
        boolean packed = buffered.read() == FIRST_BYTE && buffered.read() == SECOND_BYTE;
        buffered.reset();
        return new UnpackedInput(buffered, packed);
    }

    /** Whether there should have been more, or something else; known at the end. */
    boolean brokenOff() {
        return brokenOff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (!packed) {
            return super.read(to, from, length);
        }
        if (brokenOff) {
            return -1;
        }
        try {
            if (unpacker == null) {
                unpacker = new GZIPInputStream(in, BUFFER_BYTES);
            }
            return unpacker.read(to, from, Math.min(length, UNPACKED_AT_ONCE_BYTES));
        } catch (EOFException | ZipException e) {
            brokenOff = true;
            return -1;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (unpacker != null) {
            unpacker.close();
        }
        super.close();
    }
}
