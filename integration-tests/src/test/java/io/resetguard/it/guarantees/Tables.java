package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of one client: one for each wire point, or for several that are alike in everything. */
final class Tables {
    private final Client client;
    private final List<Product> products;
    private final Set<Integer> jdks;

    /** What was measured of this client, on each JDK. */
    Tables(Client client, List<Product> products) {
        this.client = client;
        this.products = products;
        this.jdks = products.stream().map(one -> one.jdk().feature()).collect(Collectors.toSet());
    }

    /** Markdown, a heading of the third level over each. */
    String text() {
        Map<List<Line>, List<Ending>> alike = new LinkedHashMap<>();
        for (Ending ending : Ending.values()) {
            List<Line> lines = Line.merged(lines(ending));
            if (!lines.isEmpty()) {
                alike.computeIfAbsent(lines, any -> new ArrayList<>()).add(ending);
            }
        }
        return alike.entrySet().stream()
                .map(entry -> table(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("\n"));
    }

    static String head() {
        return Arrays.stream(Mode.values())
                .map(Mode::title)
                .collect(Collectors.joining(" | ", "| connection | protocol | request | JDK | ", " |\n"));
    }

    private List<Line> lines(Ending ending) {
        return products.stream()
                .flatMap(product -> product.rows().stream()
                        .filter(row -> row.ending() == ending)
                        .map(row -> Line.of(row, product.jdk().feature(), cells(product, row))))
                .toList();
    }

    private List<String> cells(Product product, Row row) {
        return Arrays.stream(Mode.values())
                .map(mode -> Titles.cell(row.ending().isRace() ? seenOfLike(row, mode) : product.seen(row, mode)))
                .toList();
    }

    /** Which side of a race one row came out on, in one mode, says nothing of its like. */
    private Set<Seen> seenOfLike(Row row, Mode mode) {
        return products.stream()
                .flatMap(product -> product.rows().stream()
                        .filter(other -> isLike(row, other))
                        .flatMap(other -> Arrays.stream(Mode.values())
                                .filter(any -> Policy.isSame(row, mode, any))
                                .flatMap(any -> product.seen(other, any).stream())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isLike(Row row, Row other) {
        return row.ending() == other.ending()
                && row.when() == other.when()
                && row.kind().isSafe() == other.kind().isSafe()
                && row.kind().mayHappenTwice() == other.kind().mayHappenTwice()
                && row.kind().body().isStreamed() == other.kind().body().isStreamed();
    }

    private String table(List<Ending> endings, List<Line> lines) {
        Set<When> whens = all(lines, Line::whens);
        Set<Protocol> protocols = all(lines, Line::protocols);
        Set<Kind> possible = all(lines, Line::kinds);
        List<Kind> kinds = Kind.of(client).stream().filter(possible::contains).toList();
        StringBuilder text = new StringBuilder("### ")
                .append(endings.stream().map(Ending::title).collect(Collectors.joining("; ")))
                .append("\n\n")
                .append(head())
                .append("|---".repeat(4 + Mode.values().length))
                .append("|\n");
        for (Line line : lines) {
            text.append("| ")
                    .append(Titles.whens(line.whens(), whens))
                    .append(" | ")
                    .append(Titles.protocols(line.protocols(), protocols))
                    .append(" | ")
                    .append(Titles.kinds(line.kinds(), kinds))
                    .append(" | ")
                    .append(Titles.jdks(line.jdks(), jdks))
                    .append(" | ")
                    .append(marked(line.cells()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static <T> Set<T> all(List<Line> lines, Function<Line, Collection<T>> of) {
        return lines.stream().flatMap(line -> of.apply(line).stream()).collect(Collectors.toSet());
    }

    /** Bold is what the agent changes. */
    private static String marked(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.equals(cells.get(0)) ? cell : "**" + cell + "**")
                .collect(Collectors.joining(" | "));
    }
}
