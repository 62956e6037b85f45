package io.resetguard.it.guarantees;

import java.util.Collection;

/** What holds of every row. */
enum Invariant {
    OBSERVING_CHANGES_NOTHING(
            "`observe` changes nothing: the application gets what it gets without the agent, the server receives as much"),
    NO_POST_TWICE(
            "with `jdk-resend=block` (in `guard`), no POST or PATCH without a key is received a second time where the first was complete"),
    NEVER_OFTENER(
            "in no mode is a POST or PATCH without a key received more often than without the agent, but where nothing had"
                    + " arrived before, or the server had refused it"),
    NOTHING_BREAKS(
            "what succeeds without the agent succeeds with it, but for what `jdk-resend=block` ends (listed below)"),
    AS_THE_POLICY_SAYS(
            "each mode sends again what its rule says, as often as it says, and nothing else; if once it did not, side by side"
                    + " with other rows, it was as without the agent, and right when run by itself");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** Whether it is enough that a row is right when it is run again, by itself, if before it was as without the agent. */
    boolean allowsToMiss() {
        return this == AS_THE_POLICY_SAYS;
    }

    /** Whether it has anything to say of this row. */
    boolean isAbout(Row row, Mode mode) {
        boolean once = !row.kind().mayHappenTwice();
        return switch (this) {
            case OBSERVING_CHANGES_NOTHING -> mode == Mode.OBSERVE;
            case NO_POST_TWICE -> once && mode.blocksJdkResend();
            case NEVER_OFTENER -> once && mode != Mode.NONE;
            case NOTHING_BREAKS, AS_THE_POLICY_SAYS -> mode != Mode.NONE;
        };
    }

    /** Whether it holds of what was seen of a row that it is about; {@code alone} was seen without the agent. */
    boolean holds(Row row, Mode mode, Seen seen, Collection<Seen> alone, Policy policy) {
        int processed = row.processed(seen.received());
        return switch (this) {
            case OBSERVING_CHANGES_NOTHING, AS_THE_POLICY_SAYS ->
                policy.allowed(row, mode, alone).allows(seen);
            case NO_POST_TWICE -> processed <= 1;
            case NEVER_OFTENER ->
                (row.isProvenUnprocessed() && processed <= 1)
                        || alone.stream().anyMatch(one -> seen.received() <= one.received());
            case NOTHING_BREAKS ->
                seen.outcome() != Outcome.FAILS
                        || row.ending().isRace()
                        || alone.stream()
                                .anyMatch(one -> one.outcome() == Outcome.FAILS || Policy.isBlocked(row, mode, one));
        };
    }
}
