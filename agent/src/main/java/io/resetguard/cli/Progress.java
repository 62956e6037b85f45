package io.resetguard.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;

/** How far the reading is, on one line of a terminal; nothing where it is quick. */
final class Progress implements LongConsumer {
    private static final long QUICK_BYTES = 32L << 20;

    private final PrintWriter err;
    private final long allBytes;
    private long toldPercent = -1;

    Progress(PrintWriter err, long allBytes) {
        this.err = err;
        this.allBytes = allBytes;
    }

    @Override
    public void accept(long bytes) {
        long percent = bytes * 100 / Math.max(allBytes, 1);
        if (allBytes > QUICK_BYTES && percent != toldPercent && Terminal.isThere()) {
            toldPercent = percent;
            err.print("\rreading: " + percent + " %");
            err.flush();
        }
    }

    /** Takes the line away. */
    void end() {
        if (toldPercent >= 0) {
            err.print("\r                \r");
            err.flush();
        }
    }
}
