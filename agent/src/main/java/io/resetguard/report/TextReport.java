package io.resetguard.report;

import java.util.ArrayList;
import java.util.List;

/** The findings as text for a terminal: ASCII but for names, no colours. */
public final class TextReport {
    /** How the first line begins; by it a file is known to be one of ours. */
    static final String MARK = "resetguard report";

    private final Findings findings;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Findings findings) {
        this.findings = findings;
    }

    public static List<String> lines(Findings findings) {
        return new TextReport(findings).write();
    }

    private List<String> write() {
        lines.add(MARK + ": " + Words.counted(findings.events(), "event", "events") + " of "
                + Words.counted(findings.jvms().size(), "JVM", "JVMs") + ", "
                + Answer.period(findings.firstMillis(), findings.lastMillis()));
        lines.add("");
        lines.add(Answer.of(findings).text());
        if (findings.isSpread()) {
            origin(findings.all());
        }
        for (OriginReport origin : findings.origins()) {
            if (origin.resets() > 0 || origin.hasCounts()) {
                origin(origin);
            }
        }
        List<String> reservations = Answer.reservations(findings);
        if (!reservations.isEmpty()) {
            lines.add("");
            lines.add("What to know about these figures");
            reservations.forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private void origin(OriginReport origin) {
        lines.add("");
        lines.add(origin.name());
        Facts.of(origin).forEach((what, value) -> row(what, value));
        tally("causes", origin.causes());
        tally("phases", origin.phases());
        idle(origin);
        int rank = 0;
        for (Fix fix : WhatIf.rank(origin)) {
            lines.add("  fix " + ++rank + "       " + fix.title() + ": avoids " + Words.count(fix.avoided()) + " of "
                    + Words.count(fix.seen()));
            fix.settings().forEach(setting -> lines.add("                " + setting));
            if (!fix.cost().isEmpty()) {
                lines.add("              " + fix.cost());
            }
        }
    }

    private void row(String what, String value) {
        lines.add(String.format("  %-28s %s", what, value));
    }

    private void tally(String what, Tally tally) {
        List<String> parts = new ArrayList<>();
        tally.names().forEach(name -> parts.add(name + " " + Words.count(tally.get(name))));
        if (!parts.isEmpty()) {
            row(what, String.join(", ", parts));
        }
    }

    private void idle(OriginReport origin) {
        IdleClasses ok = origin.idleOk();
        IdleClasses failed = origin.idleFailed();
        if (origin.failedAfterIdleOf(0) == 0) {
            return;
        }
        lines.add(String.format("  %-28s %12s %12s", "idle before reuse, up to", "answered", "failed"));
        for (int i = 0; i < IdleClasses.size(); i++) {
            if (ok.count(i) + failed.count(i) > 0) {
                String answered = origin.hasCounts() ? Words.count(ok.count(i)) : "?";
                lines.add(String.format(
                        "    %-26s %12s %12s", Words.idleClass(i), answered, Words.count(failed.count(i))));
            }
        }
    }
}
