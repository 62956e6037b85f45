package io.resetguard.origin;

/**
 * What it takes to connect to an origin, and until it answers. Any thread, without a lock: who writes at the same time may
 * undo what another wrote, which does not matter. {@code int}, so that no half of a value is ever read.
 */
final class OriginPace {

    private static final int NANOS_PER_MICRO = 1000;

    /** The fastest answer of one minute says little of the next: it rises by such a part of the way to each that is slower. */
    private static final int FASTEST_RISES_BY = 1024;

    private int connectMicros = -1;
    private int answerMicros = -1;
    private int longestAnswerMicros = -1;
    private int fastestAnswerMicros = -1;

    void connected(long nanos) {
        connectMicros = typical(connectMicros, micros(nanos));
    }

    void answered(long nanos) {
        int took = micros(nanos);
        answerMicros = typical(answerMicros, took);
        if (took > longestAnswerMicros) {
            longestAnswerMicros = took;
        }
        int fastest = fastestAnswerMicros;
        if (fastest < 0 || took < fastest) {
            fastestAnswerMicros = took;
        } else if (took - fastest >= FASTEST_RISES_BY) {
            fastestAnswerMicros = fastest + (took - fastest) / FASTEST_RISES_BY;
        }
    }

    /** -1: not known; as the others. */
    long connectNanos() {
        return nanos(connectMicros);
    }

    long answerNanos() {
        return nanos(answerMicros);
    }

    long longestAnswerNanos() {
        return nanos(longestAnswerMicros);
    }

    long fastestAnswerNanos() {
        return nanos(fastestAnswerMicros);
    }

    /** Moves by an eighth of the way: one that is out of the ordinary does not make it. */
    private static int typical(int before, int now) {
        return before < 0 ? now : before + (now - before) / 8;
    }

    private static int micros(long nanos) {
        return (int) Math.min(Math.max(0, nanos / NANOS_PER_MICRO), Integer.MAX_VALUE);
    }

    private static long nanos(int micros) {
        return micros < 0 ? -1 : (long) micros * NANOS_PER_MICRO;
    }
}
