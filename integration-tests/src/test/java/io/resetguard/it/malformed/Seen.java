package io.resetguard.it.malformed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What was seen without the agent, of each request in each run; and what may therefore be with it. */
final class Seen {
    private static final int SENDS_MORE = 2;
    private static final String BLOCKED = "retry_suppressed jdk_resend_blocked";

    private final Way way;
    private final Map<Integer, List<Played>> bare = new TreeMap<>();

    Seen(Way way) {
        this.way = way;
    }

    void add(Map<Integer, Played> run) {
        run.forEach((number, one) ->
                bare.computeIfAbsent(number, n -> new ArrayList<>()).add(one));
    }

    /** Of how many requests the JDK alone gave more than one result. */
    int undecided() {
        return (int) bare.values().stream()
                .filter(runs -> runs.stream().map(Played::text).distinct().count() > 1)
                .count();
    }

    /** Whether what the request came to in this run is what may be. */
    boolean allows(Setting setting, int number, Map<Integer, Played> run) {
        Played with = Objects.requireNonNull(run.get(number));
        return of(number).stream().anyMatch(one -> one.text().equals(with.text()))
                || (setting == Setting.GUARD
                        && (isRetry(number, with) || isBlocked(number, with) || isAfterBlocked(number, run)));
    }

    /** Sent again where it failed, as is said; a second request may be answered as a first one on a connection is. */
    private boolean isRetry(int number, Played with) {
        return with.was("retry ")
                && (got(number, with) || (of(number).stream().anyMatch(Played::failed) && got(first(number), with)))
                && with.received() <= mostReceived(number) + (way.isPost(number) && !way.isHttp2() ? 0 : SENDS_MORE);
    }

    private boolean got(int number, Played with) {
        return of(number).stream().anyMatch(one -> one.got().equals(with.got()));
    }

    private int first(int number) {
        return number - number % way.requestsOfOrigin();
    }

    /** A POST that the JDK alone sends again by itself, and not with this agent, as is said. */
    private boolean isBlocked(int number, Played with) {
        return with.was(BLOCKED) && way.isPost(number) && with.failed() && with.received() <= mostReceived(number);
    }

    /**
     * After a POST that was not sent again the next request finds another pool: without the connection that had ended, on which
     * nobody received it. The same result; and a GET is received once more, as both sends of the JDK's arrive.
     */
    private boolean isAfterBlocked(int number, Map<Integer, Played> run) {
        Played with = Objects.requireNonNull(run.get(number));
        return IntStream.range(first(number), number)
                        .mapToObj(run::get)
                        .anyMatch(before -> before != null && before.was(BLOCKED))
                && got(number, with)
                && with.received() <= mostReceived(number) + (way.isPost(number) ? 0 : 1);
    }

    private int mostReceived(int number) {
        return of(number).stream().mapToInt(Played::received).max().orElse(0);
    }

    private List<Played> of(int number) {
        return bare.getOrDefault(number, List.of());
    }
}
