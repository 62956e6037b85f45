package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code jdk-resend=block} is for, and costs: failures that the JDK hid by sending a second time. */
final class Surfaced {
    private static final List<String> NO_CELLS = List.of();

    private Surfaced() {}

    /** Of all rows: how many, and which. */
    static String text(Map<Client, List<Product>> products) {
        long rows = products.values().stream()
                .flatMap(List::stream)
                .mapToLong(product -> product.rows().stream()
                        .filter(row -> isOne(product, row))
                        .count())
                .sum();
        Map<Ending, List<Line>> lines = new LinkedHashMap<>();
        products.forEach((client, its) -> its.forEach(product -> product.rows().stream()
                .filter(row -> isOne(product, row))
                .forEach(row -> lines.computeIfAbsent(row.ending(), any -> new java.util.ArrayList<>())
                        .add(Line.of(row, product.jdk().feature(), NO_CELLS)))));
        Set<Integer> jdks = products.values().stream()
                .flatMap(List::stream)
                .map(product -> product.jdk().feature())
                .collect(Collectors.toSet());
        return Document.SURFACED.formatted(rows)
                + lines.entrySet().stream()
                        .flatMap(entry -> Line.merged(entry.getValue()).stream()
                                .map(line -> "| " + entry.getKey().title() + " | "
                                        + Titles.whens(line.whens(), Set.of()) + " | "
                                        + Titles.protocols(line.protocols(), Set.of()) + " | "
                                        + Titles.kinds(line.kinds(), Kind.of(Client.HTTP_URL_CONNECTION)) + " | "
                                        + Titles.jdks(line.jdks(), jdks) + " |\n"))
                        .collect(Collectors.joining());
    }

    /** Whether the application gets an answer without the agent, and an exception in {@code guard}. */
    private static boolean isOne(Product product, Row row) {
        return product.seen(row, Mode.GUARD).stream().anyMatch(seen -> seen.outcome() == Outcome.FAILS)
                && product.seen(row, Mode.NONE).stream()
                        .anyMatch(
                                alone -> alone.outcome() != Outcome.FAILS && Policy.isBlocked(row, Mode.GUARD, alone));
    }
}
