package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;

/** What is known of one remote address. Any thread; a lock held for a few array writes. */
public final class AddressMemory {

    private final ConnectionEnds ends = new ConnectionEnds();
    private IdleCloses idleCloses = IdleCloses.NONE;
    private long lastEndNanos;
    private long lastOpenedNanos;
    private int opened;
    private int openedBeforeLastEnd;

    AddressMemory() {}

    synchronized void peerEnded(PeerReset reset, long endedNanos, long nowNanos) {
        lastEndNanos = endedNanos;
        // A stream's end leaves its connection; one that was never established says nothing about the others.
        if (reset.signal == Signal.RST_STREAM || reset.phase.compareTo(Phase.TLS_HANDSHAKE) <= 0) {
            return;
        }
        ends.add(reset, endedNanos);
        noteOpened(nowNanos);
    }

    synchronized void closedWhileIdle(long idleNanos, long nowNanos) {
        ends.addIdle(idleNanos, nowNanos);
        idleCloses = idleCloses.with(idleNanos);
        lastEndNanos = nowNanos;
        noteOpened(nowNanos);
    }

    synchronized void connected(long nowNanos) {
        opened = opened == Integer.MAX_VALUE ? opened : opened + 1;
        lastOpenedNanos = nowNanos;
    }

    private void noteOpened(long nowNanos) {
        openedBeforeLastEnd = opened > 0 && nowNanos - lastOpenedNanos <= EndedTogether.WINDOW_NANOS ? opened : 0;
        opened = 0;
    }

    /** The idle connections that the peer closed so far. */
    public synchronized IdleCloses idleCloses() {
        return idleCloses;
    }

    /** Which connections ended within a second of the one that was told of last, in whatever phase. */
    public synchronized EndedTogether endedTogether() {
        return ends.lately(lastEndNanos, openedBeforeLastEnd);
    }
}
