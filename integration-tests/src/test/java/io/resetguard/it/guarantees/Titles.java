package io.resetguard.it.guarantees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How the tables call several things at once. */
final class Titles {
    private static final String ALL = "all";

    private Titles() {}

    static String whens(Set<When> some, Set<When> all) {
        if (some.equals(all)) {
            return ALL;
        }
        return EnumSet.copyOf(some).stream().map(When::title).collect(Collectors.joining("; "));
    }

    static String protocols(Set<Protocol> some, Set<Protocol> all) {
        if (some.equals(all)) {
            return ALL;
        }
        return EnumSet.copyOf(some).stream().map(Protocol::title).collect(Collectors.joining(", "));
    }

    /** {@code 8 to 17, 27}: "to" where all between were measured. */
    static String jdks(Set<Integer> some, Set<Integer> all) {
        if (some.equals(all)) {
            return ALL;
        }
        List<Integer> order = List.copyOf(new TreeSet<>(all));
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < order.size(); from++) {
            int to = from;
            while (to < order.size() && some.contains(order.get(to))) {
                to++;
            }
            if (to > from) {
                parts.add(to == from + 1 ? order.get(from) + "" : order.get(from) + " to " + order.get(to - 1));
                from = to;
            }
        }
        return String.join(", ", parts);
    }

    /** {@code GET HEAD, PUT POST (buffered)}: the methods with the same bodies together. */
    static String kinds(Set<Kind> some, Collection<Kind> all) {
        if (some.size() == all.size()) {
            return ALL;
        }
        Map<String, Set<Kind.Body>> bodies = new LinkedHashMap<>();
        all.stream().filter(some::contains).forEach(kind -> bodies.computeIfAbsent(
                        kind.title(), any -> EnumSet.noneOf(Kind.Body.class))
                .add(kind.body()));
        Map<Set<Kind.Body>, List<String>> methods = new LinkedHashMap<>();
        bodies.forEach((method, its) ->
                methods.computeIfAbsent(its, any -> new ArrayList<>()).add(method));
        return methods.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + bodies(entry.getKey()))
                .collect(Collectors.joining("; "));
    }

    private static String bodies(Set<Kind.Body> some) {
        boolean any = some.size() == Kind.Body.values().length - 1;
        boolean none = some.contains(Kind.Body.NONE);
        return none || any ? "" : some.stream().map(Kind.Body::title).collect(Collectors.joining(", ", " (", ")"));
    }

    /** A cell: {@code ok, 1}; where a race decides, {@code ok or fails, 1 or 2}. */
    static String cell(Collection<Seen> seen) {
        String outcomes = Arrays.stream(Outcome.values())
                .filter(outcome -> seen.stream().anyMatch(one -> one.outcome() == outcome))
                .map(Outcome::title)
                .collect(Collectors.joining(" or "));
        String received = seen.stream()
                .map(Seen::received)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" or "));
        return outcomes + ", " + received;
    }
}
