package io.resetguard.origin;

import java.util.concurrent.TimeUnit;

/**
 * The last ends of connections that may have met one limit of the peer's: at which value each came. A limit is concluded
 * where three agree that no single restart of the peer explains. Not thread-safe but for {@link #lowest()}.
 */
final class LimitEvidence {

    /** What has not shown for so long says nothing about today. */
    static final int FORGOTTEN_MINUTES = (int) TimeUnit.DAYS.toMinutes(1);

    /** Fewer may be a coincidence. */
    static final int AGREEING = 3;

    /** Of {@link #limit}: whatever the address. */
    static final int ANY_ADDRESS = -1;

    /** The end was seen as it came, not found afterwards: the value is exact, not only the most it can be. */
    static final int EXACT = 1 << 13;

    /** The peer closed an idle connection, so it says when it does; not: the next request failed. */
    static final int CLOSED = 1 << 14;

    private static final int ADDRESS_BITS = EXACT - 1;

    /** Timers of servers are late by no more than this, whatever their timeout; many by a share of it. */
    private static final int MOST_LATE = TimeValue.of(TimeUnit.SECONDS.toNanos(2));

    private static final int LEAST_LATE = TimeValue.of(TimeUnit.MILLISECONDS.toNanos(20));

    private final int[] values;
    private final short[] atMinutes;
    private final short[] marks;

    /** Agreeing values differ by this share at most: 4 stands for a quarter; 0: not at all. */
    private final int share;

    private int size;
    private int newestMinutes;

    /** What happened since then, and may have the same cause. */
    private boolean inGroup;

    private boolean groupIsVoid;
    private long groupNanos;
    private volatile int lowest = Integer.MAX_VALUE;

    LimitEvidence(int most, int share) {
        this.values = new int[most];
        this.atMinutes = new short[most];
        this.marks = new short[most];
        this.share = share;
    }

    /**
     * One more end.
     *
     * @param noticed the value at which it was noticed
     * @param itsMarks {@link #EXACT}, {@link #CLOSED}, and the address in the bits below
     * @param openNanos when the connection was last known to be open
     * @return whether a limit may be another now
     */
    boolean add(int noticed, int itsMarks, long openNanos, long nowNanos) {
        forget(nowNanos);
        LearnedLimit known = limit(address(itsMarks), 1, nowNanos);
        // Found ended long after it was: that shows no more than what is known, and is not to push out how that is.
        boolean confirms = known.isKnown() && (itsMarks & EXACT) == 0;
        int value = confirms ? (int) Math.min(noticed, known.value) : noticed;
        boolean together = nowNanos - groupNanos < EndedTogether.WINDOW_NANOS;
        boolean sameCause = inGroup && (together || openNanos - groupNanos <= 0);
        if (sameCause) {
            return !groupIsVoid && merge(value, itsMarks);
        }
        if (size == values.length) {
            remove(0);
        }
        values[size] = value;
        newestMinutes = minutes(nowNanos);
        atMinutes[size] = (short) newestMinutes;
        marks[size] = (short) itsMarks;
        size++;
        inGroup = true;
        groupIsVoid = false;
        groupNanos = nowNanos;
        noteLowest();
        return true;
    }

    /** Connections that one restart could have ended count as one; where they had nothing in common, as none. */
    private boolean merge(int value, int itsMarks) {
        int last = size - 1;
        if (address(marks[last]) != address(itsMarks)) {
            return false;
        }
        boolean bothExact = (marks[last] & itsMarks & EXACT) != 0;
        if (bothExact && Math.abs(value - values[last]) > tolerance(Math.min(value, values[last]), true)) {
            remove(last);
            groupIsVoid = true;
            noteLowest();
            return true;
        }
        if (value >= values[last]) {
            return false;
        }
        values[last] = value;
        noteLowest();
        return true;
    }

    /** It went well at this value: what was clearly below it is no limit, or no more. Returns whether there was any. */
    boolean disprove(int worked, int address) {
        int before = size;
        for (int i = size - 1; i >= 0; i--) {
            if (isBeyond(worked, values[i])
                    && (address == ANY_ADDRESS || address(marks[i]) == (address & ADDRESS_BITS))) {
                groupIsVoid |= i == size - 1;
                remove(i);
            }
        }
        noteLowest();
        return size != before;
    }

    /** Is this clearly above the other, more than timers are late by? */
    boolean isBeyond(int worked, int value) {
        return worked - value > lateness(value);
    }

    /** Below this, nothing is remembered that a success could disprove; any thread. */
    int lowest() {
        return lowest;
    }

    /** Was the peer seen to close idle connections? Then one that it has not closed is proof of another limit. */
    boolean hasCloses() {
        for (int i = 0; i < size; i++) {
            if ((marks[i] & CLOSED) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The lowest value on which enough of them agree, of one address or of all. */
    LearnedLimit limit(int address, long unit, long nowNanos) {
        forget(nowNanos);
        int best = -1;
        int samples = 0;
        int remembered = 0;
        for (int i = 0; i < size; i++) {
            if (!isOf(address, i)) {
                continue;
            }
            remembered++;
            int agreeing = agreeing(address, values[i]);
            if (agreeing >= AGREEING && (best < 0 || values[i] < best)) {
                best = values[i];
                samples = agreeing;
            }
        }
        return best < 0 ? LearnedLimit.UNKNOWN : new LearnedLimit(best * unit, samples, remembered, newestMinutes);
    }

    private int agreeing(int address, int lowestOfThem) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int above = values[i] - lowestOfThem;
            boolean agrees = above >= 0 && above <= tolerance(lowestOfThem, (marks[i] & EXACT) != 0);
            count += agrees && isOf(address, i) ? 1 : 0;
        }
        return count;
    }

    private int tolerance(int value, boolean exact) {
        if (share == 0) {
            return 0;
        }
        return exact ? Math.min(value / share, MOST_LATE) : value / share;
    }

    /** How far above a limit it may still go well, for no timer is in time. */
    private int lateness(int value) {
        return share == 0 ? 0 : Math.min(LEAST_LATE + value / (2 * share), MOST_LATE);
    }

    private boolean isOf(int address, int i) {
        return address == ANY_ADDRESS || address(marks[i]) == (address & ADDRESS_BITS);
    }

    private static int address(int itsMarks) {
        return itsMarks & ADDRESS_BITS;
    }

    private void forget(long nowNanos) {
        int now = minutes(nowNanos);
        if (now - newestMinutes > FORGOTTEN_MINUTES) {
            size = 0;
        }
        // What is left is so young that 16 bits of the minute are enough.
        while (size > 0 && (short) (now - atMinutes[0]) > FORGOTTEN_MINUTES) {
            remove(0);
        }
        if (size == 0) {
            groupIsVoid = true; // what would be merged with is gone
            lowest = Integer.MAX_VALUE;
        }
    }

    /** Of {@link System#nanoTime()}; what was noted before that overflows is not forgotten by age. */
    static int minutes(long nowNanos) {
        return (int) TimeUnit.NANOSECONDS.toMinutes(nowNanos);
    }

    private void remove(int i) {
        int after = size - i - 1;
        System.arraycopy(values, i + 1, values, i, after);
        System.arraycopy(atMinutes, i + 1, atMinutes, i, after);
        System.arraycopy(marks, i + 1, marks, i, after);
        size--;
    }

    private void noteLowest() {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, values[i]);
        }
        lowest = least;
    }
}
