package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;

/** The last few connections to one address that the peer ended. Not thread-safe. */
final class ConnectionEnds {

    static final int KEPT = 16;

    private static final byte IDLE = 1;
    private static final byte REUSED = 2;
    private static final byte ANSWERING = 4;

    private final long[] atNanos = new long[KEPT];
    private final long[] connectionIds = new long[KEPT];
    private final long[] idleNanos = new long[KEPT];
    private final byte[] kinds = new byte[KEPT];
    private int size;
    private int next;

    /** An idle connection; the pool does not tell which. */
    void addIdle(long idle, long nowNanos) {
        add(0, IDLE, idle, nowNanos);
    }

    /** A connection with an exchange; each connection counts once. */
    void add(PeerReset reset, long nowNanos) {
        for (int i = 0; i < size; i++) {
            if (reset.connectionId != 0 && connectionIds[i] == reset.connectionId) {
                return;
            }
        }
        boolean answering = reset.phase == Phase.READ_HEAD || reset.phase == Phase.READ_BODY;
        int kind = (reset.reused() ? REUSED : 0) | (answering ? ANSWERING : 0);
        add(reset.connectionId, (byte) kind, reset.idleNanos, nowNanos);
    }

    private void add(long connectionId, byte kind, long idle, long nowNanos) {
        atNanos[next] = nowNanos;
        connectionIds[next] = connectionId;
        idleNanos[next] = idle;
        kinds[next] = kind;
        next = (next + 1) % KEPT;
        size = Math.min(size + 1, KEPT);
    }

    /** Those not older than {@link EndedTogether#WINDOW_NANOS}. */
    EndedTogether lately(long nowNanos, int openedSince) {
        int connections = 0;
        int idle = 0;
        int reused = 0;
        int answering = 0;
        long shortest = Long.MAX_VALUE;
        long longest = -1;
        long span = 0;
        for (int i = 0; i < size; i++) {
            long ago = nowNanos - atNanos[i];
            if (ago > EndedTogether.WINDOW_NANOS) {
                continue;
            }
            connections++;
            idle += (kinds[i] & IDLE) != 0 ? 1 : 0;
            reused += (kinds[i] & REUSED) != 0 ? 1 : 0;
            answering += (kinds[i] & ANSWERING) != 0 ? 1 : 0;
            shortest = Math.min(shortest, idleNanos[i]);
            longest = Math.max(longest, idleNanos[i]);
            span = Math.max(span, ago);
        }
        return connections == 0
                ? EndedTogether.NONE
                : new EndedTogether(connections, idle, reused, answering, shortest, longest, span, openedSince);
    }
}
