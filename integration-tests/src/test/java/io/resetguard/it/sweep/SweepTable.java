package io.resetguard.it.sweep;

import io.resetguard.it.support.Jdk;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as a table. */
final class SweepTable {
    static final String HEAD =
            """
            | server | closes after | client | agent | requests | failed | sent twice | served twice | before / after learning (in pauses, new connections) | left | prevented | connections | reused | longest idle |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""
                    .strip();

    private SweepTable() {}

    static String title(Jdk jdk, SweepCell.Size size) {
        return String.format(
                "JDK %s, %s, %s %s, %d processors, %d requests in rounds of %d, %d ms each way, seed %d",
                jdk.version(),
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                size.requests(),
                size.threads(),
                size.delayMillis(),
                size.seed());
    }

    static List<String> lines(List<CellFigures> all) {
        return all.stream().map(figures -> line(figures, all)).toList();
    }

    /** A line, with what is left compared to the cell of all that is the same without the agent. */
    static String line(CellFigures figures, List<CellFigures> all) {
        boolean learned = figures.learned().isPresent();
        return String.format(
                Locale.ROOT,
                "| %s | %d ms | %s | %s | %d | %d%s | %d | %d | %s | %s | %s | %d | %d | %.0f ms |",
                figures.cell().server().name(),
                figures.patienceMillis(),
                figures.cell().sender().label(),
                figures.cell().mode().label(),
                figures.size().requests(),
                figures.failures().size(),
                figures.errors().isEmpty() ? "" : " " + text(figures.errors()),
                figures.sentAgain().size(),
                figures.servedTwice(),
                learned
                        ? (figures.harmed() - figures.harmedAfter()) + " in " + figures.harmedRoundsBefore()
                                + " rounds / " + figures.harmedAfter() + " (" + figures.pausedAfter() + ", "
                                + figures.freshAfter() + ")"
                        : "",
                learned ? left(figures, all) : "",
                text(figures.prevented()),
                figures.connections(),
                figures.reused(),
                figures.longestIdleMillis());
    }

    /** Of what is about reuse. */
    private static String left(CellFigures figures, List<CellFigures> all) {
        long without = all.stream()
                .filter(other -> other.cell()
                        .equals(new SweepCell(
                                figures.cell().server(),
                                figures.cell().sender(),
                                Mode.NO_AGENT,
                                figures.cell().jdk())))
                .mapToLong(CellFigures::harmed)
                .findFirst()
                .orElse(0);
        return without == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%.1f %%", 100.0 * (figures.harmedAfter() - figures.freshAfter()) / without);
    }

    private static String text(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
