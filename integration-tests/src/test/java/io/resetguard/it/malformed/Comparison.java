package io.resetguard.it.malformed;

import io.resetguard.it.support.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * So many malformed responses over one way, without the agent, with it, and without it again: where the JDK alone is not of one
 * mind, each of its results is right.
 */
final class Comparison {
    /** Requests that one JVM sends before the next takes over. */
    private static final int OF_A_JVM = 2_000;

    private static final int TRIES = 12;

    /** With two results that are as likely with the agent as without, one comes so often before the other once in 32 times. */
    private static final int AGAIN = 5;

    private final Play play;
    private final Seen seen;
    private final Way way;
    private final int requests;
    private final List<Setting> settings;
    private final Map<Setting, Map<Integer, Played>> results = new EnumMap<>(Setting.class);
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> different = new TreeMap<>();
    private int undecided;

    Comparison(Jdk jdk, Way way, List<Setting> settings, int malformed, long seed, Path folder) {
        this.seen = new Seen(way);
        this.play = new Play(jdk, way, seed, folder);
        this.way = way;
        this.requests = way.requests(malformed);
        this.settings = settings;
    }

    Comparison run() {
        int size = way.requestsOfOrigin();
        List<Integer> groups = IntStream.range(0, requests / size).boxed().toList();
        for (int from = 0; from < groups.size(); from += OF_A_JVM / size) {
            List<Integer> some = groups.subList(from, Math.min(groups.size(), from + OF_A_JVM / size));
            settings.forEach(setting -> of(setting).putAll(play.run(setting, some, faults)));
        }
        judge();
        return this;
    }

    private void judge() {
        seen.add(of(Setting.WITHOUT));
        seen.add(of(Setting.WITHOUT_AGAIN));
        undecided = seen.undecided();
        settings.stream().filter(Setting::hasAgent).forEach(this::confirm);
    }

    /**
     * Some results are rare: by chance one was there with the agent first. What comes of the agent comes again and again, and
     * not without it, played in turn.
     */
    private void confirm(Setting setting) {
        Set<Integer> open = open(setting, of(setting));
        Map<Integer, Integer> times = new TreeMap<>();
        for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
            seen.add(play.run(Setting.WITHOUT, groupsOf(open), faults));
            Map<Integer, Played> again = play.run(setting, groupsOf(open), faults);
            open.retainAll(open(setting, of(setting)));
            Set<Integer> another = open(setting, again);
            another.retainAll(open);
            another.forEach(number -> times.merge(number, 1, Integer::sum));
        }
        open.stream()
                .filter(number -> times.getOrDefault(number, 0) >= AGAIN)
                .forEach(number -> different.put(setting + " " + number, text(setting, number)));
    }

    /** The requests of which this is not what was seen without the agent. */
    private Set<Integer> open(Setting setting, Map<Integer, Played> run) {
        Set<Integer> open = new TreeSet<>(run.keySet());
        open.removeIf(number -> seen.allows(setting, number, run));
        return open;
    }

    private List<Integer> groupsOf(Set<Integer> numbers) {
        return numbers.stream()
                .map(number -> number / way.requestsOfOrigin())
                .distinct()
                .toList();
    }

    private String text(Setting setting, int number) {
        Played with = one(setting, number);
        return with.text() + " " + with.told() + "\n  without: "
                + one(Setting.WITHOUT, number).text();
    }

    private Map<Integer, Played> of(Setting setting) {
        return results.computeIfAbsent(setting, s -> new TreeMap<>());
    }

    private Played one(Setting setting, int number) {
        return Objects.requireNonNull(of(setting).get(number));
    }

    List<String> faults() {
        return faults;
    }

    /** By setting and number of the request: what was there with the agent, again and again, and never without. */
    Map<String, String> different() {
        return different;
    }

    /** Of how many the JDK alone, twice, gave different results. */
    int undecided() {
        return undecided;
    }

    int played() {
        return requests;
    }

    int failed() {
        return (int)
                of(Setting.WITHOUT).values().stream().filter(Played::failed).count();
    }

    /** In how many ways, whatever the numbers and what is quoted. */
    int kindsOfFailures() {
        return (int) of(Setting.WITHOUT).values().stream()
                .filter(Played::failed)
                .map(Played::kind)
                .distinct()
                .count();
    }

    /** Of how many requests the agent, only observing, had something to tell. */
    int told() {
        return (int) of(Setting.OBSERVE).values().stream()
                .filter(one -> !one.told().isEmpty())
                .count();
    }
}
