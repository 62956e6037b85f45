package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document, and the table that it is made of. */
final class Report {
    private static final Mode[] WITH_AGENT = Arrays.copyOfRange(Mode.values(), 1, Mode.values().length);

    private final Map<Client, List<Product>> products = new LinkedHashMap<>();

    void add(Client client, Product product) {
        products.computeIfAbsent(client, any -> new ArrayList<>()).add(product);
    }

    List<String> violations() {
        return all().flatMap(product -> Arrays.stream(WITH_AGENT).flatMap(mode -> product.violations(mode).stream()))
                .toList();
    }

    /** One line for everything that was seen, with a head. */
    Stream<String> raw() {
        return Stream.concat(
                Stream.of("jdk;client;protocol;wire point;connection;request;body;mode;got;received;connections;brief"),
                all().flatMap(product -> product.rows().stream().flatMap(row -> raw(product, row))));
    }

    /** Markdown; {@code command} and {@code date} say where it comes from. */
    String document(String command, String date) {
        String jdks = all().map(Product::jdk).distinct().map(Jdk::version).collect(Collectors.joining(", "));
        return Document.TOP.formatted(
                        command,
                        date,
                        jdks,
                        all().mapToInt(one -> one.rows().size()).sum())
                + invariants()
                + missed()
                + Surfaced.text(products)
                + Document.LEGEND
                + products.entrySet().stream()
                        .map(entry -> "\n## " + entry.getKey().label() + "\n\n"
                                + new Tables(entry.getKey(), entry.getValue()).text())
                        .collect(Collectors.joining())
                + Document.LEFT_OUT;
    }

    private String missed() {
        List<String> rows = all().flatMap(
                        product -> Arrays.stream(WITH_AGENT).flatMap(mode -> product.missed(mode).stream()))
                .toList();
        return String.format(Locale.ROOT, Document.MISSED, rows.size()) + String.join("", rows);
    }

    private String invariants() {
        return Arrays.stream(Invariant.values())
                .map(invariant -> String.format(
                        Locale.ROOT,
                        "| %s | %,d | %d |\n",
                        invariant.sentence(),
                        count(invariant, false),
                        count(invariant, true)))
                .collect(Collectors.joining());
    }

    /** The rows that it is about, in all modes on all JDKs; or those where it does not hold. */
    private long count(Invariant invariant, boolean violated) {
        return all().mapToLong(product -> Arrays.stream(WITH_AGENT)
                        .mapToLong(mode -> product.rows().stream()
                                .filter(row -> invariant.isAbout(row, mode))
                                .filter(row ->
                                        !violated || product.violated(row, mode).contains(invariant))
                                .count())
                        .sum())
                .sum();
    }

    private static Stream<String> raw(Product product, Row row) {
        return Arrays.stream(Mode.values())
                .flatMap(mode -> product.seen(row, mode).stream().map(seen -> Stream.of(
                                product.jdk().version(),
                                row.client().label(),
                                row.protocol().title(),
                                row.ending().title(),
                                row.when().title(),
                                row.kind().title(),
                                row.kind().body().title(),
                                mode.title(),
                                seen.outcome().title(),
                                seen.received(),
                                seen.connections(),
                                seen.brief().replace(';', ','))
                        .map(String::valueOf)
                        .collect(Collectors.joining(";"))));
    }

    private Stream<Product> all() {
        return products.values().stream().flatMap(List::stream);
    }
}
