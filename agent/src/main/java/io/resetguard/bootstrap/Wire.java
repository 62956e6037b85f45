package io.resetguard.bootstrap;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What was seen on the wire of one TCP connection: plaintext bytes each way, and on each side the first raw I/O error,
 * before any layer above could swallow, wrap or rename it.
 *
 * <p>Each direction has one writer at a time (the JDK's own rule for a connection); readers on other threads may see a
 * count that is a call old, never an error without its time. Times are {@link System#nanoTime()}.
 */
public abstract class Wire {

    private static final AtomicReferenceFieldUpdater<Wire, Ending> FIRST_READ_END =
            AtomicReferenceFieldUpdater.newUpdater(Wire.class, Ending.class, "readEnding");
    private static final AtomicReferenceFieldUpdater<Wire, Ending> FIRST_WRITE_END =
            AtomicReferenceFieldUpdater.newUpdater(Wire.class, Ending.class, "writeEnding");

    /** Stands where an ending would, once this JVM has closed the connection: an end after that is not the peer's. */
    private static final Ending CLOSED_HERE = new Ending(null, 0);

    private volatile long received;
    private volatile long sent;
    private volatile long lastWriteNanos;
    private volatile @Nullable Ending readEnding;
    private volatile @Nullable Ending writeEnding;

    /** How one direction of the connection ended. */
    public static final class Ending {
        /** The raw exception; {@code null} for an end of stream. */
        public final @Nullable Throwable error;

        /** When, as {@link System#nanoTime()}. */
        public final long nanos;

        Ending(@Nullable Throwable error, long nanos) {
            this.error = error;
            this.nanos = nanos;
        }
    }

    /** {@code count} plaintext bytes came in; -1 is the end of the stream. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one reader at a time
    public void received(long count) {
        if (count > 0) {
            received += count;
        } else if (count < 0) {
            FIRST_READ_END.compareAndSet(this, null, new Ending(null, System.nanoTime()));
            ended();
        }
    }

    /** {@code count} plaintext bytes were taken by the socket (or by TLS above it). */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time
    public void sent(long count) {
        if (count > 0) {
            sent += count;
            lastWriteNanos = System.nanoTime();
        }
    }

    /** A read failed. */
    public void readFailed(Throwable error) {
        FIRST_READ_END.compareAndSet(this, null, new Ending(error, System.nanoTime()));
        ended();
    }

    /** A write failed. */
    public void writeFailed(Throwable error) {
        FIRST_WRITE_END.compareAndSet(this, null, new Ending(error, System.nanoTime()));
    }

    /**
     * This JVM is about to close it: what follows is not the peer's doing. An ending that was noted before stays, on
     * each side whichever came first: the JDK's clients close a connection as soon as they saw the peer end it.
     */
    public final void closedHere() {
        FIRST_READ_END.compareAndSet(this, null, CLOSED_HERE);
        FIRST_WRITE_END.compareAndSet(this, null, CLOSED_HERE);
    }

    /** Called after the read side ended, on the thread that saw it. */
    protected void ended() {}

    /** Plaintext bytes received on this connection so far. */
    public long receivedBytes() {
        return received;
    }

    /** Plaintext bytes sent on this connection so far. */
    public long sentBytes() {
        return sent;
    }

    /** When bytes were last sent, as {@link System#nanoTime()}; 0 before the first. */
    public long lastWriteNanos() {
        return lastWriteNanos;
    }

    /** How the read side ended, or {@code null} while it has not, or where this JVM closed it first. */
    public @Nullable Ending readEnding() {
        Ending ending = readEnding;
        return ending == CLOSED_HERE ? null : ending;
    }

    /** How the write side ended, or {@code null} while it has not, or where this JVM closed it first. */
    public @Nullable Ending writeEnding() {
        Ending ending = writeEnding;
        return ending == CLOSED_HERE ? null : ending;
    }
}
