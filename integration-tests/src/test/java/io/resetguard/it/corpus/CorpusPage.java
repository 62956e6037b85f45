package io.resetguard.it.corpus;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table and the score, for the terminal and as docs/diagnosis.md. */
final class CorpusPage {
    private final List<Judged> judged;
    private final List<String> notPlayed;
    private final LocalDate day;

    CorpusPage(List<Judged> judged, List<String> notPlayed, LocalDate day) {
        this.judged = judged;
        this.notPlayed = notPlayed;
        this.day = day;
    }

    /** A line of what has been played of this case, while more is being played. */
    static void printLast(Case one, List<Judged> all) {
        List<Judged> its = all.stream().filter(what -> what.what().equals(one)).toList();
        System.out.println(one.name() + ": " + said(its));
        its.stream().filter(what -> what.verdict() != Verdict.RIGHT).forEach(what -> System.out.println("  " + what));
    }

    /** One line for each JDK and client, and one for all. */
    List<String> score() {
        Map<String, List<Judged>> by = new LinkedHashMap<>();
        for (Judged one : judged) {
            by.computeIfAbsent(
                            "JDK " + one.jdk().feature() + ", " + one.client().label(), key -> new ArrayList<>())
                    .add(one);
        }
        List<String> lines = by.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> score(entry.getKey(), entry.getValue()))
                .collect(Collectors.toCollection(ArrayList::new));
        lines.add(score("**all**", judged));
        return lines;
    }

    private static String score(String title, List<Judged> of) {
        long right = count(of, Verdict.RIGHT);
        return String.format(
                java.util.Locale.ROOT,
                "| %s | %d | %d | %d | %d | %.1f %% |",
                title,
                of.size(),
                right,
                count(of, Verdict.UNKNOWN),
                count(of, Verdict.WRONG),
                of.isEmpty() ? 0 : 100.0 * right / of.size());
    }

    static long count(List<Judged> of, Verdict verdict) {
        return of.stream().filter(one -> one.verdict() == verdict).count();
    }

    /** {@code stale_keep_alive}, or where not all said the same, what each said how often. */
    private static String said(List<Judged> its) {
        Map<String, Long> often =
                its.stream().collect(Collectors.groupingBy(Judged::said, LinkedHashMap::new, Collectors.counting()));
        return often.size() == 1
                ? often.keySet().iterator().next()
                : often.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** The whole page. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append("# What the diagnosis is worth\n\n")
                .append("Written by `mvn -q -Pcorpus verify -Djdks=…` on ")
                .append(day)
                .append(
                        ". Do not edit.\n\nEach case below is played with the real jar in a JVM of its own: real servers, ")
                .append(
                        "scripted peers, middleboxes, the kernel's own NAT. The true\ncause is known, for the case makes it. *Right*: the agent ")
                .append(
                        "named it. *Unknown*: it named no more than the place\n(`closed_before_response`, `response_cut`, ")
                .append("`unknown`), or gave no event. *Wrong*: it named another cause, which is worse.\n")
                .append("Where a case makes one end after the other, the last is judged.\n\n## Score\n\n")
                .append("| played on | cases | right | unknown | wrong | right |\n|---|---|---|---|---|---|\n");
        score().forEach(line -> page.append(line).append('\n'));
        page.append("\n## Not right\n\n");
        List<Judged> not =
                judged.stream().filter(one -> one.verdict() != Verdict.RIGHT).toList();
        page.append(not.isEmpty() ? "None.\n" : "| case | true cause | said | on | why |\n|---|---|---|---|---|\n");
        notRight(not).forEach(line -> page.append(line).append('\n'));
        if (!notPlayed.isEmpty()) {
            page.append("\n## Not played here\n\n");
            notPlayed.forEach(line -> page.append("- ").append(line).append('\n'));
        }
        page.append("\n## Cases\n\n| case | true cause | said | how it is made |\n|---|---|---|---|\n");
        Map<Case, List<Judged>> by = new LinkedHashMap<>();
        judged.forEach(
                one -> by.computeIfAbsent(one.what(), key -> new ArrayList<>()).add(one));
        by.forEach((one, its) -> page.append(String.format(
                "| %s | %s | %s | %s |%n",
                one.name(),
                its.stream().map(Judged::truth).distinct().collect(Collectors.joining(", ")),
                said(its),
                one.made())));
        return page.toString();
    }

    private static List<String> notRight(List<Judged> not) {
        Map<String, List<Judged>> by = new LinkedHashMap<>();
        not.forEach(one -> by.computeIfAbsent(
                        "| " + one.what().name() + " | " + one.truth() + " | " + one.said() + " | ",
                        key -> new ArrayList<>())
                .add(one));
        return by.entrySet().stream()
                .map(entry -> entry.getKey()
                        + entry.getValue().stream()
                                .map(one ->
                                        one.client().label() + " " + one.jdk().feature())
                                .collect(Collectors.joining(", "))
                        + " | " + entry.getValue().get(0).what().known() + " |")
                .toList();
    }
}
