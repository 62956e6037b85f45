package io.resetguard.event;

import io.resetguard.diagnosis.Amounts;
import io.resetguard.origin.LearnedLimit;
import io.resetguard.origin.OriginCounts;
import io.resetguard.origin.OriginProfile;
import java.util.ArrayList;
import java.util.List;

/** What is known of an origin, in words for the block at exit. */
final class OriginSentences {
    private static final int MAX_SILENT = 5;

    private OriginSentences() {}

    /** {@code  (120 requests; it ends idle connections after 5.0 s; 3 sent again, 3 answered)}, or nothing. */
    static String of(String name, OriginTally tally, List<OriginProfile> known) {
        List<String> parts = new ArrayList<>();
        for (OriginProfile origin : known) {
            if (origin.name().equals(name)) {
                parts.add(Amounts.count(origin.counts().requests(), "request"));
                LearnedLimit idle = origin.idleLimit(System.nanoTime());
                if (idle.isKnown()) {
                    parts.add("it ends idle connections after " + Amounts.time(idle.value));
                }
            }
        }
        long retried = tally.count(EventType.RETRY.text());
        if (retried > 0) {
            long recovered = tally.count("recovered");
            parts.add(retried + " sent again, " + recovered + " answered"
                    + (recovered == 0 ? "" : ", after " + tally.count("recovered_ms_max") + " ms at the most"));
        }
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(text.length() == 0 ? " (" : "; ").append(part);
        }
        return text.length() == 0 ? "" : text.append(')').toString();
    }

    /** Time-outs without an end of the connection, after it was idle: for these there is no event. */
    static List<String> ofSilentDrops(List<OriginProfile> known) {
        List<String> lines = new ArrayList<>();
        for (OriginProfile origin : known) {
            OriginCounts counts = origin.counts();
            if (counts.timeoutsAfterIdle() > 0 && lines.size() < MAX_SILENT) {
                lines.add("  " + origin.name() + ": " + Amounts.count(counts.timeoutsAfterIdle(), "time-out")
                        + " on connections that had been idle (for " + Amounts.time(counts.timeoutsFromNanos())
                        + " at the least): if fresh connections do not time out, something in between drops idle ones without"
                        + " a word");
            }
        }
        return lines;
    }
}
