package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import java.util.concurrent.TimeUnit;

/**
 * What the ends that requests to one origin met in the last ten minutes have in common with the one at hand, itself
 * included. A request that was sent again counts once. Filled by {@link OriginEnds}, read only afterwards.
 */
public final class EndsAlike {

    /** Nothing is known. */
    public static final EndsAlike NONE = new EndsAlike();

    /** Fewer ends within a second are no burst. */
    static final int BURST = 3;

    /** Shorter waits are the way to the peer and back, and say nothing of what the peer does. */
    private static final long TELLING_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Smaller responses are cut for more reasons. */
    public static final long LARGE_BYTES = 256 * 1024;

    /** Requests of the same method and path that ended without a byte of an answer. */
    public int sameRequest;

    /** Of these, how many by RST, as soon as they were sent, on connections that were fresh or busy. */
    public int sameRequestAtOnce;

    /** Was the same request ever answered? */
    public boolean sameRequestAnswered;

    /** Were others answered since the first of the same? */
    public boolean othersAnswered;

    /** Requests that ended without an answer after as long a wait for it. */
    public int waitedAlike;

    /** Responses of more than 256 KB that were reset in their body. */
    public int cutBodies;

    public long shortestCutBytes = Long.MAX_VALUE;
    public long longestCutBytes = -1;

    /** Of these, requests that asked for HTTP/2 by an upgrade. */
    public int upgradesFailed;

    /** TLS handshakes that did not come about. */
    public int handshakesFailed;

    /** How many times before three or more ends came within a second, with answers before and after. */
    public int bursts;

    /** How many ends have come, none more than a second after the one before. */
    public int inBurst;

    /** Answers seen since the first end; not each answer is looked at. */
    public int answersSinceFirst;

    public boolean answeredUpgrade;
    public boolean answeredPlain;
    public long sinceFirstNanos;

    private final long[] seen = new long[2 * OriginEnds.KEPT];
    private int seenCount;

    EndsAlike() {}

    void add(OriginEnds.EndOfRequest end, PeerReset reset, int key, int answers) {
        if (end.inBody && end.rst && end.receivedBytes >= LARGE_BYTES && isNew(-end.exchangeId - 1)) {
            cutBodies++;
            shortestCutBytes = Math.min(shortestCutBytes, end.receivedBytes);
            longestCutBytes = Math.max(longestCutBytes, end.receivedBytes);
        }
        if (!end.unanswered || !isNew(end.exchangeId)) {
            return;
        }
        upgradesFailed += end.asksUpgrade ? 1 : 0;
        if (waitedAsLong(end.waitedNanos, reset.sinceLastWriteNanos)) {
            waitedAlike++;
        }
        if (end.key == key) {
            sameRequest++;
            sameRequestAtOnce += end.rst && end.busy && end.waitedNanos < TELLING_WAIT_NANOS ? 1 : 0;
            sameRequestAnswered |= end.answered;
            othersAnswered |= answers > end.answersBefore;
        }
    }

    private boolean isNew(long id) {
        for (int i = 0; i < seenCount; i++) {
            if (seen[i] == id) {
                return false;
            }
        }
        seen[seenCount++] = id;
        return true;
    }

    /** Timers are late by some milliseconds, or by a share of what they measure. */
    private static boolean waitedAsLong(long one, long other) {
        long shorter = Math.min(one, other);
        return shorter >= TELLING_WAIT_NANOS
                && Math.abs(one - other) <= Math.max(TimeUnit.MILLISECONDS.toNanos(30), shorter / 20);
    }
}
