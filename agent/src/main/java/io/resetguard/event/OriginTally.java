package io.resetguard.event;

import java.util.Map;
import java.util.TreeMap;

/** What happened with one origin, counted by name. Not thread-safe. */
final class OriginTally {

    static final String CAUSE = "cause.";
    static final String PREVENTED = "prevented.";
    private static final int MAX_NAMES = 64;

    private final Map<String, Long> counts = new TreeMap<>();

    void record(Event event) {
        add(event.type().text(), 1);
        String outcome = event.text(EventKey.OUTCOME);
        switch (event.type()) {
            case PEER_RESET:
            case TRUNCATED_BODY:
                String cause = event.text(EventKey.CAUSE);
                add(CAUSE + (cause == null ? "unknown" : cause), 1);
                if (outcome != null) {
                    add("surfaced".equals(outcome) ? "surfaced" : "hidden", 1);
                }
                break;
            case JDK_RESEND:
                add("duplicates", event.level() == Level.WARN ? 1 : 0);
                break;
            case RETRY:
                retried(event);
                break;
            default:
                break;
        }
    }

    private void retried(Event event) {
        Object millis = event.get(EventKey.RECOVERED_MS);
        if (event.get(EventKey.STATUS) != null && millis instanceof Double) {
            long took = Math.round((Double) millis);
            add("recovered", 1);
            add("recovered_ms", took);
            Long longest = counts.get("recovered_ms_max");
            add("recovered_ms_max", Math.max(0, took - (longest == null ? 0 : longest)));
        }
    }

    void prevented(String reason) {
        add(PREVENTED + reason, 1);
    }

    private void add(String name, long more) {
        Long before = counts.get(name);
        if (more > 0 && (before != null || counts.size() < MAX_NAMES)) {
            counts.put(name, more + (before == null ? 0 : before));
        }
    }

    long count(String name) {
        Long count = counts.get(name);
        return count == null ? 0 : count;
    }

    /** By name. */
    Map<String, Long> counts() {
        return counts;
    }

    /** Those whose names have this prefix, by what follows it. */
    Map<String, Long> startingWith(String prefix) {
        Map<String, Long> its = new TreeMap<>();
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (count.getKey().startsWith(prefix)) {
                its.put(count.getKey().substring(prefix.length()), count.getValue());
            }
        }
        return its;
    }
}
