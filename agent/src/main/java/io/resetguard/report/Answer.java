package io.resetguard.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The findings in two sentences, and what has to be known to read them. */
final class Answer {
    /** A fix for less than one in so many is not the answer. */
    private static final int MIN_SHARE = 5;

    /** What ends connections. */
    final String what;
    /** What to set, alternatives; empty where nothing is known to help. */
    final List<String> settings;
    /** What that would change, or what to look at. */
    final String change;

    private Answer(String what, List<String> settings, String change) {
        this.what = what;
        this.settings = settings;
        this.change = change;
    }

    /** About the origin with most resets, or about all. */
    static Answer of(Findings findings) {
        if (findings.resets() == 0) {
            return new Answer(nothing(findings), Collections.emptyList(), "");
        }
        // Where no origin stands out, what they have in common says more.
        OriginReport origin =
                findings.isSpread() ? findings.all() : findings.origins().get(0);
        String whose = findings.isSpread() ? findings.howManyOrigins() : origin.name();
        List<Fix> fixes = weighty(origin);
        List<String> settings =
                fixes.isEmpty() ? Collections.emptyList() : fixes.get(0).settings();
        return new Answer(what(origin, whose), settings, change(origin, fixes));
    }

    /** The fixes, where the best is worth to be told first; else the advice on the most frequent cause is. */
    private static List<Fix> weighty(OriginReport origin) {
        List<Fix> fixes = WhatIf.rank(origin);
        boolean weighty = !fixes.isEmpty() && fixes.get(0).avoided() * MIN_SHARE >= origin.resets();
        return weighty ? fixes : Collections.emptyList();
    }

    /** All of it as one text. */
    String text() {
        String set = settings.isEmpty() ? "" : "Set " + String.join(" or ", settings) + ": ";
        return (what + " " + set + change).trim();
    }

    private static String nothing(Findings findings) {
        if (findings.events() == 0) {
            return "There is not one event in these files.";
        }
        String jvms = Words.counted(findings.jvms().size(), "JVM", "JVMs");
        return "No connection was ended by its peer under a request: " + jvms + ", "
                + Words.counted(findings.events(), "event", "events") + ".";
    }

    private static String what(OriginReport origin, String whose) {
        String cause = origin.causes().names().get(0);
        long count = origin.causes().get(cause);
        String all = Words.count(count) + " of " + Words.counted(origin.resets(), "reset", "resets") + " of " + whose;
        if (!cause.equals("stale_keep_alive")) {
            return all + " have one cause: " + Words.cause(cause) + ".";
        }
        double limitMs = WhatIf.peerLimitMs(origin);
        float[] failed = origin.idleAtFailureMs();
        if (limitMs > 0) {
            String closes =
                    origin.known("learned_idle_ms") > 0 ? "it was seen to close them" : "it says that it closes them";
            return all + " hit connections that it had closed while they were idle; " + closes + " after "
                    + Words.duration(limitMs) + ".";
        }
        String shortest =
                failed.length == 0 ? "" : "; the shortest idle time among them was " + Words.duration(failed[0]);
        return all + " hit connections that the peer had closed while they were idle" + shortest + ".";
    }

    private static String change(OriginReport origin, List<Fix> fixes) {
        if (fixes.isEmpty()) {
            List<String> advice = origin.advice(origin.causes().names().get(0));
            return advice.isEmpty()
                    ? "No setting would have avoided them for certain."
                    : "What to look at: " + advice.get(0) + ".";
        }
        Fix best = fixes.get(0);
        String would = "that would have avoided " + Words.count(best.avoided()) + " of "
                + (best.seen() == origin.resets() ? "them" : Words.count(best.seen()));
        return would + (best.cost().isEmpty() ? "." : ". " + best.cost());
    }

    /** What these files cannot say, and what they could not be asked. */
    static List<String> reservations(Findings findings) {
        List<String> lines = new ArrayList<>();
        boolean counted = false;
        for (OriginReport origin : findings.origins()) {
            counted |= origin.hasCounts();
        }
        if (!counted && findings.events() > 0) {
            lines.add(
                    "These files have no origin events (they are from an older agent, or from a JVM that was killed in its"
                            + " first minute): requests that went well were not counted, so shares and costs are not known.");
        }
        lines.addAll(findings.problems().lines());
        if (!findings.unknownEvents().isEmpty()) {
            lines.add(Words.counted(findings.unknownEvents().sum(), "event", "events")
                    + " of a kind that this version does" + " not know: "
                    + String.join(", ", findings.unknownEvents().names()));
        }
        if (findings.madeInert() > 0) {
            lines.add(Words.counted(findings.madeInert(), "text", "texts")
                    + " in the files held control characters, hidden"
                    + " characters or formulas; they are shown escaped.");
        }
        long dropped = 0;
        for (JvmReport jvm : findings.jvms()) {
            dropped += jvm.dropped();
        }
        if (dropped > 0) {
            lines.add(Words.counted(dropped, "event", "events")
                    + " were not written, because there were too many or the" + " disk was full.");
        }
        return lines;
    }

    /** {@code 2026-11-21 06:41:04 to 2026-11-21 07:12:00 UTC}; empty where no event has a time. */
    static String period(long firstMillis, long lastMillis) {
        if (firstMillis == IsoTime.UNKNOWN) {
            return "";
        }
        return String.format(Locale.ROOT, "%s to %s UTC", IsoTime.seconds(firstMillis), IsoTime.seconds(lastMillis));
    }
}
