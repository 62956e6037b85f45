package io.resetguard.event;

import io.resetguard.origin.OriginProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what happened, by origin and cause, for the block at exit. Any thread; bounded; a lock held for a few puts. */
public final class Summary {
    static final int MAX_ORIGINS = 100;
    private static final int MAX_ORIGIN_LINES = 20;
    private static final String OTHERS = "other origins";
    private static final EventType[] COUNTED = {
        EventType.PEER_RESET,
        EventType.TRUNCATED_BODY,
        EventType.JDK_RESEND,
        EventType.RETRY,
        EventType.RETRY_SUPPRESSED,
        EventType.PREVENTED
    };

    private final Map<String, OriginTally> byOrigin = new LinkedHashMap<>();

    /** To be called once for each event, whether or not it could be told. */
    public synchronized void record(Event event) {
        boolean isOfOrigin = event.type() != EventType.AGENT && event.type() != EventType.ORIGIN;
        // Those that are prevented are counted by who prevented it: of these, not each is an event.
        if (isOfOrigin && event.type() != EventType.PREVENTED) {
            tally(event.text(EventKey.ORIGIN)).record(event);
        }
    }

    /** To be called once for each connection that was not used again; out of a closed set of reasons. */
    public synchronized void prevented(@Nullable String origin, String reason) {
        tally(origin).prevented(reason);
    }

    /**
     * The block at exit, line by line and without the prefix; empty if nothing happened.
     *
     * @param dropped events that were not told, {@link EventWriter#dropped()}
     * @param suppressed faults of the agent's own that were swallowed
     * @param origins what is known of them, as far as it is
     */
    public synchronized List<String> render(long dropped, long suppressed, List<OriginProfile> origins) {
        List<String> lines = new ArrayList<>();
        List<String> silent = OriginSentences.ofSilentDrops(origins);
        if (!happened() && dropped == 0 && suppressed == 0 && silent.isEmpty()) {
            return lines;
        }
        StringBuilder head = new StringBuilder("summary:");
        for (EventType type : COUNTED) {
            long count = count(type);
            if (count > 0) {
                head.append(' ').append(type.text()).append('=').append(count);
            }
        }
        head.append(" surfaced=").append(sum("surfaced")).append(" hidden=").append(sum("hidden"));
        lines.add(head.append(" dropped=")
                .append(dropped)
                .append(" suppressed=")
                .append(suppressed)
                .toString());
        long duplicates = sum("duplicates");
        if (duplicates > 0) {
            String requests = duplicates == 1 ? " request that is" : " requests that are";
            lines.add("  the JDK sent " + duplicates + requests + " not idempotent a second time: the server may have"
                    + " acted twice (-Dsun.net.http.retryPost=false)");
        }
        Map<String, Long> reasons = sums(OriginTally.PREVENTED);
        if (!reasons.isEmpty()) {
            lines.add(counted("  idle connections not used again:", reasons));
        }
        renderOrigins(lines, origins);
        lines.addAll(silent);
        return lines;
    }

    /** The last event of the file, {@code reason=stop}, with all counts. */
    public synchronized Event stop(EventStamp stamp, long dropped, long suppressed) {
        EventBuilder stop = AgentEvents.agent(stamp, "stop");
        for (EventType type : COUNTED) {
            stop.count(type.text(), count(type));
        }
        for (String prefix : new String[] {OriginTally.CAUSE, OriginTally.PREVENTED}) {
            for (Map.Entry<String, Long> count : sums(prefix).entrySet()) {
                stop.count(prefix + count.getKey(), count.getValue());
            }
        }
        return stop.count("surfaced", sum("surfaced"))
                .count("hidden", sum("hidden"))
                .count("duplicates", sum("duplicates"))
                .count("dropped", dropped)
                .count("suppressed", suppressed)
                .build();
    }

    /** What was counted of one origin, by name; its own only, not that of those that are counted together. */
    public synchronized Map<String, Long> of(String origin) {
        OriginTally tally = byOrigin.get(origin);
        return tally == null ? Collections.<String, Long>emptyMap() : new TreeMap<>(tally.counts());
    }

    private long count(EventType type) {
        if (type != EventType.PREVENTED) {
            return sum(type.text());
        }
        long all = 0;
        for (long ofReason : sums(OriginTally.PREVENTED).values()) {
            all += ofReason;
        }
        return all;
    }

    /** Over all origins. */
    private long sum(String name) {
        long all = 0;
        for (OriginTally tally : byOrigin.values()) {
            all += tally.count(name);
        }
        return all;
    }

    /** Over all origins, of each name with this prefix, by what follows it. */
    private Map<String, Long> sums(String prefix) {
        Map<String, Long> all = new TreeMap<>();
        for (OriginTally tally : byOrigin.values()) {
            for (Map.Entry<String, Long> count : tally.startingWith(prefix).entrySet()) {
                Long before = all.get(count.getKey());
                all.put(count.getKey(), count.getValue() + (before == null ? 0 : before));
            }
        }
        return all;
    }

    private boolean happened() {
        for (EventType type : COUNTED) {
            if (count(type) > 0) {
                return true;
            }
        }
        return false;
    }

    private OriginTally tally(@Nullable String origin) {
        String key = origin == null ? "unknown origin" : origin;
        if (!byOrigin.containsKey(key) && byOrigin.size() >= MAX_ORIGINS) {
            key = OTHERS;
        }
        OriginTally tally = byOrigin.get(key);
        if (tally == null) {
            tally = new OriginTally();
            byOrigin.put(key, tally);
        }
        return tally;
    }

    private void renderOrigins(List<String> lines, List<OriginProfile> known) {
        int more = 0;
        int shown = 0;
        for (Map.Entry<String, OriginTally> origin : byOrigin.entrySet()) {
            Map<String, Long> causes = origin.getValue().startingWith(OriginTally.CAUSE);
            if (causes.isEmpty()) {
                continue;
            }
            if (shown == MAX_ORIGIN_LINES) {
                more++;
                continue;
            }
            shown++;
            lines.add(counted("  " + origin.getKey(), causes)
                    + OriginSentences.of(origin.getKey(), origin.getValue(), known));
        }
        if (more > 0) {
            lines.add("  and " + more + " more origins");
        }
    }

    private static String counted(String what, Map<String, Long> counts) {
        StringBuilder line = new StringBuilder(what);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            line.append(' ').append(count.getKey()).append('=').append(count.getValue());
        }
        return line.toString();
    }
}
