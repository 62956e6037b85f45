package io.resetguard.report;

/** Idle times before reuse of one origin, answered and failed, cut to the classes that hold something. */
final class IdlePicture {
    final IdleClasses ok;
    final IdleClasses failed;
    final boolean okIsKnown;
    /** When the peer closes; negative where unknown. */
    final double limitMs;

    final String limitText;
    private final boolean explains;
    /** The first class shown. */
    final int from;
    /** The last class shown; before the first where there is none. */
    final int to;

    IdlePicture(OriginReport origin) {
        this.ok = origin.idleOk();
        this.failed = origin.idleFailed();
        this.okIsKnown = origin.hasCounts();
        this.explains = origin.failedAfterIdleOf(0) > 0;
        this.limitMs = WhatIf.peerLimitMs(origin);
        boolean learned = origin.known("learned_idle_ms") > 0;
        this.limitText = (learned ? "learned: closes after " : "announced: closes after ") + Words.duration(limitMs);
        int first = 0;
        while (first < IdleClasses.size() && isEmpty(first)) {
            first++;
        }
        int last = IdleClasses.size() - 1;
        while (last >= first && isEmpty(last)) {
            last--;
        }
        // A class more on either side lets a cliff be seen as one.
        boolean any = first <= last;
        int limit = limitMs > 0 ? IdleClasses.classOf(limitMs) : first;
        this.from = any ? Math.max(Math.min(first, limit) - 1, 0) : 0;
        this.to = any ? Math.min(Math.max(last, limit) + 1, IdleClasses.size() - 1) : -1;
    }

    private boolean isEmpty(int index) {
        return ok.count(index) + failed.count(index) == 0;
    }

    /** Whether there is something that idle times explain. */
    boolean isWorthShowing() {
        return explains;
    }
}
