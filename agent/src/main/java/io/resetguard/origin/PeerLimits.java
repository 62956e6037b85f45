package io.resetguard.origin;

import java.util.concurrent.TimeUnit;

/**
 * What the ends of an origin's connections show of its limits. Limits and what was proven are read by any thread; who
 * changes something holds the lock of the origin.
 */
final class PeerLimits {

    /** No server ends a connection by its age or requests sooner on purpose; what does is something else. */
    private static final int LEAST_AGE = TimeValue.of(TimeUnit.SECONDS.toNanos(1));

    private static final int LEAST_REQUESTS = 10;

    /** A connection that has been idle for a smaller part of its life was a busy one. */
    private static final int BUSY_SHARE = 10;

    /** Pauses come in bursts. */
    private static final int DOUBTED_SECONDS = 5;

    private final LimitEvidence idles = new LimitEvidence(12, 4);
    private final LimitEvidence ages = new LimitEvidence(4, 20);
    private final LimitEvidence requests = new LimitEvidence(4, 0);
    private volatile LearnedLimit idle = LearnedLimit.UNKNOWN;
    private volatile LearnedLimit age = LearnedLimit.UNKNOWN;
    private volatile LearnedLimit request = LearnedLimit.UNKNOWN;
    private volatile boolean closesIdle;

    /** The idle time of a success beyond the limit that is believed, and when it was; 0: there was none. */
    private int doubted;

    private int doubtedAtSeconds;

    /** The highest that went well, since the last end at one that was not higher; racy, for they only spare work. */
    private int provenAge;

    private int provenRequests;

    /** Would it change anything that a connection of this age was answered its so-manieth request? No lock is needed. */
    boolean isDisprovedBy(int itsAge, int requestNumber) {
        boolean older = itsAge > provenAge;
        boolean more = requestNumber > provenRequests;
        if (older) {
            provenAge = itsAge;
        }
        if (more) {
            provenRequests = requestNumber;
        }
        return (older && itsAge > ages.lowest()) || (more && requestNumber > requests.lowest());
    }

    void disprove(int itsAge, int requestNumber, long nowNanos) {
        ages.disprove(itsAge, LimitEvidence.ANY_ADDRESS);
        requests.disprove(requestNumber, LimitEvidence.ANY_ADDRESS);
        conclude(nowNanos);
    }

    /** An idle time was no harm at an address. Returns false where the limit stays believed all the same. */
    boolean disproveIdle(int idleTime, int address, long nowNanos) {
        if (idleTime <= idles.lowest()) {
            return true;
        }
        LearnedLimit believed = idleAt(address, nowNanos);
        boolean beyond = believed.isKnown() && idles.isBeyond(idleTime, TimeValue.of(believed.value));
        if (beyond && !isDoubtedAlready(idleTime, nowNanos)) {
            return false;
        }
        if (idles.disprove(idleTime, address)) {
            doubted = 0;
            conclude(nowNanos);
        }
        return true;
    }

    /**
     * A peer that pauses closes late and answers what came meanwhile: that is no other limit. It takes two successes that
     * are not of one pause, and between which the peer did not close in time.
     */
    private boolean isDoubtedAlready(int idleTime, long nowNanos) {
        int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(nowNanos);
        if (doubted == 0) {
            doubted = idleTime;
            doubtedAtSeconds = seconds;
        }
        return seconds - doubtedAtSeconds > DOUBTED_SECONDS;
    }

    /** A connection ended; negative times are not known. See {@link LimitEvidence#add}. */
    void ended(int marks, long openNanos, long idleNanos, long ageNanos, int requestsDone, long nowNanos) {
        boolean wasIdle = idleNanos >= ReuseIdle.TELLING_NANOS;
        boolean busy = !wasIdle || isSmallPart(idleNanos, ageNanos);
        if (wasIdle) {
            int itsIdle = TimeValue.of(idleNanos);
            idles.add(itsIdle, marks, openNanos, nowNanos);
            if (itsIdle <= doubted) {
                doubted = 0;
            }
        }
        int itsAge = ageNanos < 0 ? -1 : TimeValue.of(ageNanos);
        if (busy && itsAge >= LEAST_AGE) {
            ages.add(itsAge, marks, openNanos, nowNanos);
            provenAge = Math.min(provenAge, itsAge);
        }
        if (busy && requestsDone >= LEAST_REQUESTS) {
            requests.add(requestsDone, marks, openNanos, nowNanos);
            provenRequests = Math.min(provenRequests, requestsDone);
        }
        conclude(nowNanos);
    }

    /** Too small to be what ended it, for all that is known. */
    private boolean isSmallPart(long idleNanos, long ageNanos) {
        LearnedLimit known = idle;
        return idleNanos < ageNanos / BUSY_SHARE && !(known.isKnown() && idleNanos > known.value / 2);
    }

    /** To be called by who notes anything, lest what was concluded outlives what it rests on. */
    void conclude(long nowNanos) {
        idle = idleAt(LimitEvidence.ANY_ADDRESS, nowNanos);
        age = ages.limit(LimitEvidence.ANY_ADDRESS, TimeValue.UNIT, nowNanos);
        request = requests.limit(LimitEvidence.ANY_ADDRESS, 1, nowNanos);
        closesIdle = idles.hasCloses();
    }

    /** Of one address. */
    LearnedLimit idleAt(int address, long nowNanos) {
        return idles.limit(address, TimeValue.UNIT, nowNanos);
    }

    /** Does the peer close idle connections by itself, where that can be seen? */
    boolean closesIdle() {
        return closesIdle;
    }

    LearnedLimit idle() {
        return idle;
    }

    LearnedLimit age() {
        return age;
    }

    LearnedLimit request() {
        return request;
    }
}
