package io.resetguard.it.guarantees;

import io.resetguard.it.wire.RetryMode;

/** What a mode of {@code retry} makes of a row of HTTP/2, where the JDK sends nothing again but what was refused. */
final class StreamRule {
    /** However often the JDK sends by itself, the agent adds nothing beyond this. */
    private static final int MOST_SENDS = 3;

    private StreamRule() {}

    /** {@code alone} is what the JDK does by itself. */
    static Allowed of(Row row, RetryMode mode, Seen alone) {
        Allowed same = Allowed.only(alone.outcome(), alone.received());
        boolean failed = alone.outcome() == Outcome.FAILS;
        if (mode == RetryMode.OFF || !failed || row.kind().body().isStreamed()) {
            return same;
        }
        return switch (row.ending().stage()) {
            case REFUSED -> upTo(MOST_SENDS, row, alone);
            case UNANSWERED, UPLOADING -> mayHarmless(row, mode, alone) ? upTo(alone.received() + 1, row, alone) : same;
            default -> same;
        };
    }

    private static Allowed upTo(int sends, Row row, Seen alone) {
        return row.when().isAlways()
                ? Allowed.only(Outcome.FAILS, Math.max(sends, alone.received()))
                : Allowed.only(Outcome.OK, alone.received() + 1);
    }

    /** Nothing is proven: on a reused connection what may happen twice, on a fresh one what is safe. */
    private static boolean mayHarmless(Row row, RetryMode mode, Seen alone) {
        boolean onReused = row.when().isReused() && alone.received() == 1;
        boolean idempotent = mode == RetryMode.IDEMPOTENT || mode == RetryMode.FRESH;
        return onReused
                ? idempotent && row.kind().mayHappenTwice()
                : mode == RetryMode.FRESH && row.kind().isSafe();
    }
}
