package io.resetguard.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.it.support.EventLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events a wire point leads to.
 *
 * @param patterns the events by how often the request went on the wire
 * @param others whether there may be further ones: where a race decides
 */
public record EventRule(IntFunction<List<EventPattern>> patterns, boolean others) {
    private static final Set<String> ABOUT_EXCHANGES =
            Set.of("peer_reset", "jdk_resend", "truncated_body", "retry", "retry_suppressed", "prevented");

    /** No event: the peer reset nothing. */
    static EventRule none() {
        return exactly();
    }

    /** Just these, however often the request was sent. */
    static EventRule exactly(EventPattern... patterns) {
        return new EventRule(sends -> List.of(patterns), false);
    }

    /** At least these: what else there is depends on who is faster. */
    static EventRule atLeast(EventPattern... patterns) {
        return new EventRule(sends -> List.of(patterns), true);
    }

    /** A {@code peer_reset} for each send, all but the last hidden by the JDK, the last one seen by the application. */
    static EventRule surfaced(String phase, String signal) {
        return new EventRule(
                sends -> Stream.concat(
                                resent(sends - 1, phase, signal),
                                Stream.of(EventPattern.peerReset("surfaced", phase, signal)))
                        .toList(),
                false);
    }

    /** A {@code peer_reset} for each send but the last, which was answered. */
    static EventRule hidden(String phase, String signal) {
        return new EventRule(sends -> resent(sends - 1, phase, signal).toList(), false);
    }

    /** One hidden send that never reached the server. */
    static EventRule hiddenBeforeArrival() {
        return exactly(
                EventPattern.peerReset("jdk_resent", "write_head|write_body|await_response", "eof|rst|broken_pipe"),
                EventPattern.jdkResend());
    }

    static EventRule truncated(String signal) {
        return exactly(EventPattern.truncatedBody(signal));
    }

    /** The cause is plain: {@code peer_reset} and {@code truncated_body} name it. */
    EventRule cause(String cause) {
        return new EventRule(
                sends -> patterns.apply(sends).stream()
                        .map(pattern -> pattern.event().equals("jdk_resend") ? pattern : pattern.with("cause", cause))
                        .toList(),
                others);
    }

    /** What is wrong with these events, if anything is. */
    Optional<String> objection(int sends, List<EventLine> events) {
        List<EventLine> left = new ArrayList<>(about(events));
        List<EventPattern> missing = new ArrayList<>();
        for (EventPattern pattern : patterns.apply(sends)) {
            Optional<EventLine> found = left.stream().filter(pattern::fits).findFirst();
            found.ifPresentOrElse(left::remove, () -> missing.add(pattern));
        }
        if (!missing.isEmpty()) {
            return Optional.of("missing " + missing + " among " + events);
        }
        return left.isEmpty() || others ? unpaired(events) : Optional.of("unexpected " + left);
    }

    /** No reset that was hidden without what was sent instead, nor the other way round. */
    static void assertPaired(List<EventLine> events) {
        assertEquals(Optional.empty(), unpaired(events));
    }

    private static Stream<EventPattern> resent(int times, String phase, String signal) {
        return Stream.generate(
                        () -> List.of(EventPattern.peerReset("jdk_resent", phase, signal), EventPattern.jdkResend()))
                .limit(Math.max(0, times))
                .flatMap(List::stream);
    }

    private static List<EventLine> about(List<EventLine> events) {
        return events.stream()
                .filter(line -> ABOUT_EXCHANGES.contains(line.event()))
                .toList();
    }

    /**
     * Each reset that was hidden shares its exchange with what was sent instead, and the other way round. Where there had
     * been no connection, nothing was sent again.
     */
    private static Optional<String> unpaired(List<EventLine> events) {
        Set<String> hidden = exchanges(events, "peer_reset", "jdk_resent");
        Set<String> resent = exchanges(events, "jdk_resend", "jdk_resent");
        Set<String> unsent = events.stream()
                .filter(line -> line.phase().equals("connect"))
                .map(EventLine::exchangeId)
                .collect(Collectors.toSet());
        hidden.removeIf(exchange -> unsent.contains(exchange) && !resent.contains(exchange));
        // A connection that did not come about is no reset, and its retry stands alone.
        Set<String> elsewhere = events.stream()
                .filter(line -> line.text("reason").orElse("").equals("next_address"))
                .map(EventLine::exchangeId)
                .collect(Collectors.toSet());
        Set<String> retried = exchanges(events, "retry", "retried");
        retried.removeAll(elsewhere);
        // On HTTP/2 one reset of a connection stands for all its exchanges, and has the id of the oldest.
        boolean forAll = events.stream()
                .anyMatch(line -> line.event().equals("peer_reset")
                        && line.number("exchanges").orElse(1) > 1);
        boolean paired = isPaired(hidden, resent, forAll)
                && isPaired(exchanges(events, "peer_reset", "retried"), retried, forAll);
        return paired ? Optional.empty() : Optional.of("a hidden reset or what was sent instead is missing: " + events);
    }

    private static boolean isPaired(Set<String> resets, Set<String> sent, boolean forAll) {
        return forAll ? sent.containsAll(resets) : sent.equals(resets);
    }

    private static Set<String> exchanges(List<EventLine> events, String event, String outcome) {
        return events.stream()
                .filter(line -> line.event().equals(event) && line.outcome().equals(outcome))
                .map(EventLine::exchangeId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
