package io.resetguard.report;

import io.resetguard.exchange.Idempotence;
import java.util.Map;

/** What the JDK and the agent did about ends, as far as single events tell it. One thread. */
final class ActsSeen {
    private static final String PREVENTED = "prevented.";

    final Tally kinds = new Tally();
    final Tally prevented = new Tally();
    final Tally suppressed = new Tally();
    long duplicates;
    long recovered;
    double recoveredMs;
    double recoveredMsMax;

    void add(EventLine event) {
        String kind = event.event == null ? "" : event.event;
        kinds.add(kind);
        switch (kind) {
            case "prevented":
                ResetsSeen.count(prevented, event.reason);
                break;
            case "retry_suppressed":
                ResetsSeen.count(suppressed, event.reason);
                break;
            case "jdk_resend":
                boolean proven = "P0".equals(event.retryTier) || "P1".equals(event.retryTier);
                duplicates += proven || Idempotence.RFC_9110.isIdempotent(event.method) ? 0 : 1;
                break;
            case "retry":
                retried(event);
                break;
            default:
                break;
        }
    }

    private void retried(EventLine event) {
        if (event.status > 0) {
            recovered++;
            recoveredMs += Math.max(event.recoveredMs, 0);
            recoveredMsMax = Math.max(recoveredMsMax, event.recoveredMs);
        }
    }

    /** Why connections were not used again: of these not each is an event, but the origin counts them all. */
    Tally prevented(Map<String, Long> counts) {
        Tally all = new Tally();
        for (String reason : prevented.names()) {
            all.add(reason, Math.max(prevented.get(reason), counts.getOrDefault(PREVENTED + reason, 0L)));
        }
        counts.forEach((name, count) -> {
            String reason = name.startsWith(PREVENTED) ? name.substring(PREVENTED.length()) : "";
            if (!reason.isEmpty() && prevented.get(reason) == 0) {
                all.add(reason, count);
            }
        });
        return all;
    }

    void merge(ActsSeen other) {
        kinds.merge(other.kinds);
        prevented.merge(other.prevented);
        suppressed.merge(other.suppressed);
        duplicates += other.duplicates;
        recovered += other.recovered;
        recoveredMs += other.recoveredMs;
        recoveredMsMax = Math.max(recoveredMsMax, other.recoveredMsMax);
    }
}
