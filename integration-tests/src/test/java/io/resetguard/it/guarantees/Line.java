package io.resetguard.it.guarantees;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of a table: rows that behave alike.
 *
 * @param whens on which connection, and how often
 * @param protocols that are spoken
 * @param kinds of request
 * @param jdks their feature releases
 * @param cells one for each {@link Mode}
 */
record Line(Set<When> whens, Set<Protocol> protocols, Set<Kind> kinds, Set<Integer> jdks, List<String> cells) {
    /** Lines that these make equal differ in one thing only. */
    private static final List<UnaryOperator<Line>> BUT_ONE = List.of(
            line -> new Line(line.whens, line.protocols, line.kinds, Set.of(), line.cells),
            line -> new Line(line.whens, Set.of(), line.kinds, line.jdks, line.cells),
            line -> new Line(line.whens, line.protocols, Set.of(), line.jdks, line.cells),
            line -> new Line(Set.of(), line.protocols, line.kinds, line.jdks, line.cells));

    /** Of one row on one JDK. */
    static Line of(Row row, int jdk, List<String> cells) {
        return new Line(Set.of(row.when()), Set.of(row.protocol()), Set.of(row.kind()), Set.of(jdk), cells);
    }

    /** The fewest lines that say the same, as far as merging one thing after the other finds them, in some order. */
    static List<Line> merged(List<Line> lines) {
        return orders(BUT_ONE)
                .map(order -> merged(lines, order))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private static List<Line> merged(List<Line> lines, List<UnaryOperator<Line>> order) {
        List<Line> merged = lines;
        for (UnaryOperator<Line> butOneThing : order) {
            Map<Line, Line> alike = merged.stream()
                    .collect(Collectors.toMap(butOneThing, Function.identity(), Line::or, LinkedHashMap::new));
            merged = List.copyOf(alike.values());
        }
        return merged;
    }

    private static <T> Stream<List<T>> orders(List<T> things) {
        return things.isEmpty()
                ? Stream.of(List.of())
                : things.stream().flatMap(first -> orders(
                                things.stream().filter(other -> other != first).toList())
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()));
    }

    private Line or(Line other) {
        return new Line(
                both(whens, other.whens),
                both(protocols, other.protocols),
                both(kinds, other.kinds),
                new TreeSet<>(both(jdks, other.jdks)),
                cells);
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
