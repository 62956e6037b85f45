package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;

/** The last few connections to one address that the peer ended. Not thread-safe. */
final class ConnectionEnds {

    static final int KEPT = 16;

    private static final byte IDLE = 1;
    private static final byte REUSED = 2;
    private static final byte ANSWERING = 4;
    private static final byte WAITING = 8;

    private final long[] atNanos = new long[KEPT];
    private final long[] connectionIds = new long[KEPT];
    private final long[] idleNanos = new long[KEPT];

    /** How old it was; -1: not known. */
    private final long[] ageNanos = new long[KEPT];

    private final byte[] kinds = new byte[KEPT];
    private int size;
    private int next;

    /** An idle connection; the pool does not tell which. */
    void addIdle(long idle, long nowNanos) {
        add(0, IDLE, idle, -1, nowNanos);
    }

    /** A connection with an exchange; each connection counts once. */
    void add(PeerReset reset, long nowNanos) {
        for (int i = 0; i < size; i++) {
            if (reset.connectionId != 0 && connectionIds[i] == reset.connectionId) {
                return;
            }
        }
        boolean answering = reset.phase == Phase.READ_HEAD || reset.phase == Phase.READ_BODY;
        boolean inOrder = reset.signal == Signal.EOF || reset.signal == Signal.TLS_CLOSE;
        boolean waiting = reset.phase == Phase.AWAIT_RESPONSE && (inOrder || reset.hasWaited());
        int kind = (reset.reused() ? REUSED : 0) | (answering ? ANSWERING : 0) | (waiting ? WAITING : 0);
        add(reset.connectionId, (byte) kind, reset.idleNanos, reset.ageKnown ? reset.ageNanos : -1, nowNanos);
    }

    private void add(long connectionId, byte kind, long idle, long age, long nowNanos) {
        atNanos[next] = nowNanos;
        connectionIds[next] = connectionId;
        idleNanos[next] = idle;
        ageNanos[next] = age;
        kinds[next] = kind;
        next = (next + 1) % KEPT;
        size = Math.min(size + 1, KEPT);
    }

    /**
     * Those within {@link EndedTogether#WINDOW_NANOS} that were open at the same time as the last one: what ended before that
     * was opened is another matter. Some may have ended after it, and were told of before.
     */
    EndedTogether lately(long nowNanos, int openedSince) {
        int last = (next + KEPT - 1) % KEPT;
        long openedAgo = nowNanos - atNanos[last] + ageNanos[last];
        boolean openedKnown = size > 0 && ageNanos[last] >= 0;
        int connections = 0;
        int idle = 0;
        int reused = 0;
        int answering = 0;
        int waiting = 0;
        long shortest = Long.MAX_VALUE;
        long longest = -1;
        long first = 0;
        long latest = 0;
        for (int i = 0; i < size; i++) {
            long ago = nowNanos - atNanos[i];
            boolean endedBefore = openedKnown && ago > openedAgo;
            boolean openedAfter = ageNanos[i] >= 0 && -ago > ageNanos[i];
            boolean apart = i != last && (endedBefore || openedAfter);
            if (Math.abs(ago) > EndedTogether.WINDOW_NANOS || apart) {
                continue;
            }
            connections++;
            idle += (kinds[i] & IDLE) != 0 ? 1 : 0;
            reused += (kinds[i] & REUSED) != 0 ? 1 : 0;
            answering += (kinds[i] & ANSWERING) != 0 ? 1 : 0;
            waiting += (kinds[i] & WAITING) != 0 ? 1 : 0;
            shortest = Math.min(shortest, idleNanos[i]);
            longest = Math.max(longest, idleNanos[i]);
            first = Math.max(first, ago);
            latest = Math.min(latest, ago);
        }
        return connections == 0
                ? EndedTogether.NONE
                : new EndedTogether(
                        connections, idle, reused, answering, waiting, shortest, longest, first - latest, openedSince);
    }
}
