package io.resetguard.it.guarantees;

import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.wire.Expectation;
import io.resetguard.it.wire.RetryMode;
import io.resetguard.it.wire.RetryRule;
import java.util.Collection;

/**
 * What each mode may make of a row: what the JDK alone was seen to do there, and what the mode's rules add and take away.
 * Read off the facts of the row and off that reference, never off the agent.
 */
final class Policy {
    private final Jdk jdk;

    Policy(Jdk jdk) {
        this.jdk = jdk;
    }

    /** The reference is what was seen without the agent. */
    Allowed allowed(Row row, Mode mode, Collection<Seen> reference) {
        Allowed allowed = reference.stream()
                .map(alone -> allowed(row, mode, alone))
                .reduce(Allowed::or)
                .orElseThrow();
        return row.ending().isRace() ? raced(row, allowed) : allowed;
    }

    /** The same of what the row becomes where the client is too late; the reference is of that row. */
    Allowed overtaken(Row row, Mode mode, Collection<Seen> reference) {
        if (row.ending() == Ending.STATUS_408_WHILE_IDLE) {
            return Allowed.only(Outcome.STATUS_408, 0); // it is taken for the answer
        }
        Allowed whole = allowed(row.ifOvertaken(), mode, reference);
        return row.ending().stage() == Stage.IDLE ? whole.butOne() : whole;
    }

    /** Whether {@code jdk-resend=block} takes away what hid a failure: the JDK's second send of what must not go out twice. */
    static boolean isBlocked(Row row, Mode mode, Seen alone) {
        return mode.blocksJdkResend() && row.isJdksToRepeat() && alone.received() > 1;
    }

    /** Whether two modes have the same rule for a row that a race decides: how far that came is not known before. */
    static boolean isSame(Row row, Mode one, Mode other) {
        boolean retries =
                row.ending().stage() == Stage.UPLOADING && !row.kind().body().isStreamed();
        boolean sameRetry = !retries || one.retry() == other.retry();
        boolean sameBlock = !row.isJdksToRepeat() || one.blocksJdkResend() == other.blocksJdkResend();
        return sameRetry && sameBlock;
    }

    private Allowed allowed(Row row, Mode mode, Seen alone) {
        if (mode.prevents() && row.ending().stage() == Stage.IDLE) {
            return Allowed.only(Outcome.OK, 1);
        }
        if (isBlocked(row, mode, alone)) {
            return Allowed.only(Outcome.FAILS, 1);
        }
        if (mode.retry() == RetryMode.OFF) {
            return Allowed.only(alone.outcome(), alone.received());
        }
        return row.protocol().isHttp2() ? StreamRule.of(row, mode.retry(), alone) : connectionRule(row, mode, alone);
    }

    /** The rule that the hand-made tables go by too. */
    private Allowed connectionRule(Row row, Mode mode, Seen alone) {
        Expectation measured = sent(alone.received())
                .connected(alone.connections())
                .gets(alone.outcome().title());
        Expectation expected = RetryRule.of(row.asWirePoint(measured), jdk, mode.retry());
        boolean same = expected.outcomes().equals(measured.outcomes());
        return expected.requests().stream()
                .map(times -> Allowed.only(same ? alone.outcome() : Outcome.OK, times))
                .reduce(Allowed::or)
                .orElseThrow();
    }

    private static Allowed raced(Row row, Allowed allowed) {
        Allowed any = allowed.or(
                Allowed.only(Outcome.FAILS, allowed.received().iterator().next()));
        if (row.ending() == Ending.EARLY_413) {
            return any.or(Allowed.only(Outcome.STATUS_413, 1));
        }
        return row.when().isAlways() ? any : any.or(Allowed.only(Outcome.OK, 1)).or(Allowed.only(Outcome.FAILS, 0));
    }
}
