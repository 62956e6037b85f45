package io.resetguard.origin;

/**
 * What bounds the retries of one origin: its {@link OriginBreaker}, how many are under way, its {@link OriginBudget}. Any
 * thread; a request on the healthy path is one compare-and-set, a lock is held for a few field writes where something
 * failed, or a connection had its first answer after others had failed.
 */
public final class OriginRetries {

    /** The answer to who asks for one more. */
    public enum Leave {
        /** It is taken, and to be given back with {@link #ended} or {@link #withdrawn}. */
        TAKEN,
        /** Retries failed, or most fresh connections did. */
        BREAKER_OPEN,
        /** Too many are under way. */
        TOO_MANY_UNDER_WAY,
        /** The requests have not earned it. */
        BUDGET_USED_UP
    }

    private final OriginBudget budget;
    private final OriginBreaker breaker = new OriginBreaker();
    private final RetriesUnderWay underWay = new RetriesUnderWay();

    /** Was a fresh connection ever reset? Before that, nobody has to know of those that were not. */
    private volatile boolean freshMatter;

    OriginRetries(long nowNanos) {
        this.budget = new OriginBudget(nowNanos);
    }

    /** A request is about to be sent for the first time. On the healthy path. */
    public void requestBegan(long nowNanos) {
        budget.requestBegan(nowNanos);
    }

    /**
     * May one more be made? All or nothing is taken.
     *
     * @param share of the requests that retries may be
     * @param answerNanos what a request takes, as a rule; -1: not known
     * @param untilNanos when the retry is over at the latest; by this it is known again
     */
    public synchronized Leave take(double share, long answerNanos, long untilNanos, long nowNanos) {
        if (!breaker.letsThrough(nowNanos)) {
            return Leave.BREAKER_OPEN;
        }
        if (!underWay.hasRoom(budget.inFlight(answerNanos, nowNanos), nowNanos)) {
            return Leave.TOO_MANY_UNDER_WAY;
        }
        if (!budget.take(share, nowNanos)) {
            return Leave.BUDGET_USED_UP;
        }
        breaker.begun(untilNanos, nowNanos);
        underWay.begun(untilNanos);
        return Leave.TAKEN;
    }

    /** A retry is over, taken or not; did it bring an answer? */
    public synchronized void ended(long untilNanos, boolean answered, long nowNanos) {
        underWay.ended(untilNanos);
        breaker.ended(untilNanos, answered, nowNanos);
    }

    /** A retry was not made; where it had been taken, that is as if it had not. */
    public synchronized void withdrawn(long untilNanos, long nowNanos) {
        if (underWay.ended(untilNanos)) {
            breaker.withdrawn(untilNanos);
            budget.giveBack(nowNanos);
        }
    }

    /** A connection was reset before its first answer. */
    public synchronized void freshReset(long nowNanos) {
        freshMatter = true;
        breaker.freshReset(nowNanos);
    }

    /** A connection brought its first answer. */
    void freshAnswered(long nowNanos) {
        if (freshMatter) {
            synchronized (this) {
                breaker.freshAnswered(nowNanos);
            }
        }
    }
}
