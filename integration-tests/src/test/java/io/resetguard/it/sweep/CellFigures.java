package io.resetguard.it.sweep;

import io.resetguard.it.support.EventLine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one cell came to.
 *
 * @param cell itself
 * @param size of it
 * @param patienceMillis after how long the server closes
 * @param failures that reached the application
 * @param sent what clients put on the wire
 * @param connections that clients opened
 * @param served the requests that the server passed on
 * @param events of the agent; none without it
 */
record CellFigures(
        SweepCell cell,
        SweepCell.Size size,
        long patienceMillis,
        List<Failure> failures,
        List<SentRequest> sent,
        int connections,
        List<String> served,
        List<EventLine> events) {
    private static final List<String> REASONS =
            List.of("learned_idle", "announced_idle", "peer_closed", "sibling_stale", "unread_bytes");

    /** Requests that were put on the wire once more, by the JDK as a rule. */
    List<SentRequest> sentAgain() {
        Set<String> seen = new HashSet<>();
        return sent.stream().filter(request -> !seen.add(request.path())).toList();
    }

    /** Requests that the server took twice. */
    long servedTwice() {
        return served.size() - served.stream().distinct().count();
    }

    /** When the agent first acted on what it knows of the peer's patience; never: nothing. */
    Optional<Instant> learned() {
        return events.stream()
                .filter(event -> event.event().equals("prevented"))
                .filter(event -> event.text("reason").orElse("").matches("learned_idle|announced_idle"))
                .map(event -> Instant.parse(event.text("time").orElseThrow()))
                .min(Instant::compareTo);
    }

    /** Requests to which something happened that should not: failed for the application, or sent twice. */
    long harmed() {
        return Stream.concat(
                        failures.stream().map(Failure::path),
                        sentAgain().stream().map(SentRequest::path))
                .distinct()
                .count();
    }

    /** Those of {@link #harmed()} after {@link #learned()}. */
    long harmedAfter() {
        long learned = learned().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        return Stream.concat(
                        failures.stream().filter(f -> f.epochMillis() > learned).map(Failure::path),
                        sentAgain().stream()
                                .filter(s -> s.epochMillis() > learned)
                                .map(SentRequest::path))
                .distinct()
                .count();
    }

    /** Of the agent's margin: what it allows for pauses, at the least. */
    private double marginMillis() {
        return patienceMillis / 20.0 + 10;
    }

    /**
     * Those of {@link #harmedAfter()} that were sent well before the peer's time was up, even without the agent's margin:
     * the response or the request was under way for longer than that, for some process had no processor.
     */
    long pausedAfter() {
        long learned = learned().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        Set<String> harmed = Stream.concat(
                        failures.stream().map(Failure::path),
                        sentAgain().stream().map(SentRequest::path))
                .collect(Collectors.toSet());
        return sent.stream()
                .filter(request -> request.epochMillis() > learned && harmed.contains(request.path()))
                .filter(request -> request.reused() && request.idleMillis() < patienceMillis - marginMillis())
                .count();
    }

    /** Those of {@link #harmedAfter()} that had only been sent on new connections: about reuse they say nothing. */
    long freshAfter() {
        long learned = learned().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        Set<String> reused =
                sent.stream().filter(SentRequest::reused).map(SentRequest::path).collect(Collectors.toSet());
        return failures.stream()
                .filter(failure -> failure.epochMillis() > learned && !reused.contains(failure.path()))
                .count();
    }

    /** Before {@link #learned()}: in how many rounds; the ends of one round are one end, for all that a client can know. */
    long harmedRoundsBefore() {
        long learned = learned().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        return Stream.concat(
                        failures.stream()
                                .filter(f -> f.epochMillis() <= learned)
                                .map(Failure::path),
                        sentAgain().stream()
                                .filter(s -> s.epochMillis() <= learned)
                                .map(SentRequest::path))
                .map(path -> path.substring(0, path.indexOf('-')))
                .distinct()
                .count();
    }

    /** How many connections were refused for each reason, as the agent counts them at its end. */
    Map<String, Long> prevented() {
        Map<String, Long> counts = new TreeMap<>();
        for (EventLine event : events) {
            for (String reason : REASONS) {
                long count = event.count("prevented." + reason);
                if (count > 0) {
                    counts.put(reason, count);
                }
            }
        }
        return counts;
    }

    /** How often each exception came. */
    Map<String, Long> errors() {
        return count(
                failures,
                failure -> failure.error().replaceAll("http:\\S+", "…").replaceAll("^[a-z.]*", ""));
    }

    /** Requests on a connection that had been used before. */
    long reused() {
        return sent.stream().filter(SentRequest::reused).count();
    }

    /** The longest idle time after which a connection was used again, in ms. */
    double longestIdleMillis() {
        return sent.stream().mapToDouble(SentRequest::idleMillis).max().orElse(-1);
    }

    private static <T> Map<String, Long> count(Collection<T> of, Function<T, String> by) {
        return of.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
