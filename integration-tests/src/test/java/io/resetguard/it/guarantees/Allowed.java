package io.resetguard.it.guarantees;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What may come of a row. Several values mean that a race decides.
 *
 * @param outcomes what the application may get
 * @param received how often the server may receive the request
 */
record Allowed(Set<Outcome> outcomes, Set<Integer> received) {
    static Allowed only(Outcome outcome, int received) {
        return new Allowed(EnumSet.of(outcome), Set.of(received));
    }

    /** The same as what was seen. */
    static Allowed as(Collection<Seen> seen) {
        return seen.stream()
                .map(one -> only(one.outcome(), one.received()))
                .reduce(Allowed::or)
                .orElseThrow();
    }

    /** Either. */
    Allowed or(Allowed other) {
        Set<Outcome> both = EnumSet.copyOf(outcomes);
        both.addAll(other.outcomes);
        Set<Integer> times = new TreeSet<>(received);
        times.addAll(other.received);
        return new Allowed(both, times);
    }

    /** The same where the server did not receive the first: it had closed the connection before. */
    Allowed butOne() {
        return new Allowed(
                outcomes, received.stream().map(times -> times - 1).collect(Collectors.toCollection(TreeSet::new)));
    }

    boolean allows(Seen seen) {
        return outcomes.contains(seen.outcome()) && received.contains(seen.received());
    }
}
