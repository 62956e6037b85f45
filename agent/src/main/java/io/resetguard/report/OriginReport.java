package io.resetguard.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the files say of one origin, added up over JVMs. Filled while reading; one thread. */
public final class OriginReport {
    private final String name;
    private final ResetsSeen seen = new ResetsSeen();
    private final ActsSeen acts = new ActsSeen();
    private final Snapshots snapshots = new Snapshots();
    /** Of other origins, where this one is several. */
    private final Map<String, Long> mergedCounts = new HashMap<>();

    private double announcedTimeoutS = EventLine.UNKNOWN;
    private boolean announces;
    private double clientIdleLimitMs = EventLine.UNKNOWN;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = IsoTime.UNKNOWN;
    private @Nullable Map<String, Long> counts;

    OriginReport(String name) {
        this.name = name;
    }

    void add(EventLine event) {
        covers(event.timeMillis, event.timeMillis);
        if (event.keepAliveTimeoutS > 0) {
            announcedTimeoutS = event.keepAliveTimeoutS;
            announces = true;
        }
        clientIdleLimitMs = Math.max(clientIdleLimitMs, event.clientIdleLimitMs);
        acts.add(event);
        if (event.isReset()) {
            seen.add(event);
        } else if ("origin".equals(event.event)) {
            snapshots.add(event);
        }
    }

    /** Several as one: their sums, and no limits, for each has its own. */
    static OriginReport all(Collection<OriginReport> origins) {
        OriginReport all = new OriginReport("All origins");
        for (OriginReport origin : origins) {
            all.covers(origin.firstMillis(), origin.lastMillis());
            all.announces |= origin.announces;
            all.seen.merge(origin.seen);
            all.acts.merge(origin.acts);
            Snapshots.addTo(all.mergedCounts, origin.counts());
        }
        return all;
    }

    private void covers(long first, long last) {
        if (last != IsoTime.UNKNOWN) {
            firstMillis = Math.min(firstMillis, first);
            lastMillis = Math.max(lastMillis, last);
        }
    }

    /** As events name it, {@code https://api.example.org:443}. */
    public String name() {
        return name;
    }

    /** Ends by the peer and cut bodies. */
    public long resets() {
        return seen.causes.sum();
    }

    public Tally causes() {
        return seen.causes;
    }

    public Tally phases() {
        return seen.phases;
    }

    public Tally clients() {
        return seen.clients;
    }

    /** {@code surfaced}: the application saw it. */
    public Tally outcomes() {
        return seen.outcomes;
    }

    /** How many events of a kind, such as {@code retry}: as the origin's own counts have it where they say more. */
    public long kind(String event) {
        return Math.max(acts.kinds.get(event), count(event));
    }

    /** Why connections were not used again; of these not each is an event. */
    public Tally prevented() {
        return acts.prevented(counts());
    }

    public Tally suppressed() {
        return acts.suppressed;
    }

    public Timeline timeline() {
        return seen.timeline;
    }

    /** Whether there are {@code origin} events: without them nobody knows what went well. */
    public boolean hasCounts() {
        return !counts().isEmpty();
    }

    /** A count of the origin's own events, over all JVMs; 0 where it is not there. */
    public long count(String key) {
        return counts().getOrDefault(key, 0L);
    }

    private Map<String, Long> counts() {
        Map<String, Long> sums = counts;
        if (sums == null) {
            sums = mergedCounts.isEmpty() ? snapshots.counts() : mergedCounts;
            counts = sums;
        }
        return sums;
    }

    /** Reuses after idle that were answered; all 0 without {@link #hasCounts()}. */
    public IdleClasses idleOk() {
        return classes("idle_ok.");
    }

    /** Reuses after idle that met an end without a byte of an answer. */
    public IdleClasses idleFailed() {
        return classes("idle_failed.").max(seen.failed);
    }

    private IdleClasses classes(String prefix) {
        IdleClasses classes = new IdleClasses();
        counts().forEach((key, count) -> {
            if (key.startsWith(prefix)) {
                classes.add(key.substring(prefix.length()), count);
            }
        });
        return classes;
    }

    /** Failures that idle explains, on connections that had been idle for at least so long. */
    public long failedAfterIdleOf(double idleMs) {
        return seen.idleMs.atLeast(idleMs);
    }

    /** The idle times before failures that they explain, in milliseconds, ascending; the first many thousand. */
    public float[] idleAtFailureMs() {
        return seen.idleMs.sorted();
    }

    /** Resets that the application saw and that could have been sent again: nothing was sent, or an idempotent method. */
    public long replayable() {
        return seen.replayable;
    }

    /** Times that the JDK sent a request again that the server may have done already. */
    public long duplicates() {
        return Math.max(acts.duplicates, count("duplicates"));
    }

    /** Retries of the agent that brought an answer. */
    public long recovered() {
        return Math.max(acts.recovered, count("recovered"));
    }

    /** What retries added to the time of the requests that they saved, on average, in milliseconds. */
    public double recoveredMsMean() {
        double sum = Math.max(acts.recoveredMs, (double) count("recovered_ms"));
        return recovered() == 0 ? 0 : sum / recovered();
    }

    public double recoveredMsMax() {
        return Math.max(acts.recoveredMsMax, (double) count("recovered_ms_max"));
    }

    /** What the agent learned of the origin, {@code learned_idle_ms} and the like; negative where unknown. */
    public double known(String key) {
        return snapshots.known(key);
    }

    /** The product that answers; empty where unknown. */
    public String server() {
        return snapshots.server();
    }

    /** {@code Keep-Alive: timeout}, in seconds; negative where none was announced. */
    public double announcedTimeoutS() {
        return announcedTimeoutS;
    }

    /** Whether a peer announced when it closes: then {@code HttpURLConnection} goes by that, and not by its own settings. */
    public boolean announcesTimeout() {
        return announces;
    }

    /** After how long the clients themselves close an idle connection, the longest; negative where unknown. */
    public double clientIdleLimitMs() {
        return clientIdleLimitMs;
    }

    /** Which request of its connection failed, where idle times do not explain it. */
    public Tally requestsAtEnd() {
        return seen.requests;
    }

    /** How old connections were that failed, where idle times do not explain it; milliseconds, ascending. */
    public float[] ageAtEndMs() {
        return seen.ageMs.sorted();
    }

    /** What the first event of a cause advises; empty where it does not. */
    public List<String> advice(String cause) {
        return seen.advice(cause);
    }

    /** Of its first event; {@link IsoTime#UNKNOWN} where none has a time. */
    public long firstMillis() {
        return lastMillis == IsoTime.UNKNOWN ? IsoTime.UNKNOWN : firstMillis;
    }

    public long lastMillis() {
        return lastMillis;
    }

    /** How long it was watched, in hours; at least a second. */
    public double hours() {
        long millis = lastMillis == IsoTime.UNKNOWN ? 0 : lastMillis - firstMillis;
        return Math.max(millis, 1000) / 3_600_000.0;
    }
}
