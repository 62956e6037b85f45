package io.resetguard.report;

import io.resetguard.exchange.Idempotence;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that the files say of one origin, added up over JVMs. Filled while reading; one thread. */
public final class OriginReport {
    private static final int MAX_CAUSES = 64;
    /** Causes that would not have been met, had the connection been closed before. */
    private static final Set<String> IDLE_EXPLAINS =
            new HashSet<>(Arrays.asList("stale_keep_alive", "middlebox_dropped", "conntrack_invalid"));

    private final String name;
    private final Tally kinds = new Tally();
    private final Tally causes = new Tally();
    private final Tally phases = new Tally();
    private final Tally clients = new Tally();
    private final Tally outcomes = new Tally();
    private final Tally prevented = new Tally();
    private final Tally suppressed = new Tally();
    private final Tally requestsAtEnd = new Tally();
    private final Timeline timeline = new Timeline();
    private final Snapshots snapshots = new Snapshots();
    private final IdleClasses failedSeen = new IdleClasses();
    private final Failures idleAtFailure = new Failures();
    private final Failures ageAtEnd = new Failures();
    private final Map<String, List<String>> advice = new HashMap<>();
    private double announcedTimeoutS = EventLine.UNKNOWN;
    private long replayable;
    private long duplicates;
    private long recovered;
    private double recoveredMs;
    private double recoveredMsMax;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = IsoTime.UNKNOWN;
    private @Nullable Map<String, Long> counts;

    OriginReport(String name) {
        this.name = name;
    }

    void add(EventLine event) {
        kinds.add(event.event == null ? "" : event.event);
        if (event.timeMillis != IsoTime.UNKNOWN) {
            firstMillis = Math.min(firstMillis, event.timeMillis);
            lastMillis = Math.max(lastMillis, event.timeMillis);
        }
        if (event.keepAliveTimeoutS > 0) {
            announcedTimeoutS = event.keepAliveTimeoutS;
        }
        if (event.isReset()) {
            addReset(event);
        } else if ("origin".equals(event.event)) {
            snapshots.add(event);
        } else {
            addAct(event);
        }
    }

    private void addReset(EventLine event) {
        String cause = event.causeOrUnknown();
        causes.add(cause);
        if (advice.size() < MAX_CAUSES && !advice.containsKey(cause)) {
            advice.put(cause, EventParser.whole(event).advice);
        }
        count(phases, event.phase);
        count(clients, event.client);
        count(outcomes, event.outcome);
        if (event.timeMillis != IsoTime.UNKNOWN) {
            timeline.add(event.timeMillis, cause);
        }
        if (event.failedAfterIdle()) {
            failedSeen.add(event.idleMs);
        }
        if (event.failedAfterIdle() && IDLE_EXPLAINS.contains(cause)) {
            idleAtFailure.add(event.idleMs);
        } else if (Boolean.TRUE.equals(event.connectionReused)) {
            requestsAtEnd.add(Long.toString((long) event.connectionRequests));
            ageAtEnd.add(event.connectionAgeMs);
        }
        replayable += isReplayable(event) ? 1 : 0;
    }

    /** Tiers P0 and S, as far as an event shows them: nothing was sent, or idempotent and not answered on a reused one. */
    private static boolean isReplayable(EventLine event) {
        if (!"surfaced".equals(event.outcome) || !"peer_reset".equals(event.event) || event.bytesReceived > 0) {
            return false;
        }
        boolean idempotent = Idempotence.RFC_9110.isIdempotent(event.method);
        return event.bytesSent == 0 || (idempotent && Boolean.TRUE.equals(event.connectionReused));
    }

    private void addAct(EventLine event) {
        if ("prevented".equals(event.event)) {
            count(prevented, event.reason);
        } else if ("retry_suppressed".equals(event.event)) {
            count(suppressed, event.reason);
        } else if ("jdk_resend".equals(event.event)) {
            boolean proven = "P0".equals(event.retryTier) || "P1".equals(event.retryTier);
            duplicates += proven || Idempotence.RFC_9110.isIdempotent(event.method) ? 0 : 1;
        } else if ("retry".equals(event.event) && event.status > 0) {
            recovered++;
            recoveredMs += Math.max(event.recoveredMs, 0);
            recoveredMsMax = Math.max(recoveredMsMax, event.recoveredMs);
        }
    }

    private static void count(Tally tally, @Nullable String name) {
        tally.add(name == null ? "unknown" : name);
    }

    /** As events name it, {@code https://api.example.org:443}. */
    public String name() {
        return name;
    }

    /** Ends by the peer and cut bodies. */
    public long resets() {
        return causes.sum();
    }

    public Tally causes() {
        return causes;
    }

    public Tally phases() {
        return phases;
    }

    public Tally clients() {
        return clients;
    }

    /** {@code surfaced}: the application saw it. */
    public Tally outcomes() {
        return outcomes;
    }

    /** How many events of a kind, such as {@code retry}: as the origin's own counts have it where they say more. */
    public long kind(String event) {
        return Math.max(kinds.get(event), count(event));
    }

    /** Why connections were not used again; of these not each is an event. */
    public Tally prevented() {
        return withCounts("prevented.", prevented);
    }

    public Tally suppressed() {
        return suppressed;
    }

    private Tally withCounts(String prefix, Tally events) {
        Tally all = new Tally();
        for (String reason : events.names()) {
            all.add(reason, Math.max(events.get(reason), count(prefix + reason)));
        }
        for (String counted : counts().keySet()) {
            String reason = counted.startsWith(prefix) ? counted.substring(prefix.length()) : "";
            if (!reason.isEmpty() && events.get(reason) == 0) {
                all.add(reason, count(counted));
            }
        }
        return all;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** Whether there are {@code origin} events: without them nobody knows what went well. */
    public boolean hasCounts() {
        return !snapshots.isEmpty();
    }

    /** A count of the origin's own events, over all JVMs; 0 where it is not there. */
    public long count(String key) {
        return counts().getOrDefault(key, 0L);
    }

    private Map<String, Long> counts() {
        Map<String, Long> sums = counts;
        if (sums == null) {
            sums = snapshots.counts();
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
        return classes("idle_failed.").max(failedSeen);
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
        return idleAtFailure.atLeast(idleMs);
    }

    /** The idle times before failures that they explain, in milliseconds, ascending; the first many thousand. */
    public float[] idleAtFailureMs() {
        return idleAtFailure.sorted();
    }

    /** Resets that the application saw and that could have been sent again: nothing was sent, or an idempotent method. */
    public long replayable() {
        return replayable;
    }

    /** Times that the JDK sent a request again that the server may have done already. */
    public long duplicates() {
        return Math.max(duplicates, count("duplicates"));
    }

    /** Retries of the agent that brought an answer. */
    public long recovered() {
        return Math.max(recovered, count("recovered"));
    }

    /** What retries added to the time of the requests that they saved, on average, in milliseconds. */
    public double recoveredMsMean() {
        double sum = Math.max(recoveredMs, (double) count("recovered_ms"));
        return recovered() == 0 ? 0 : sum / recovered();
    }

    public double recoveredMsMax() {
        return Math.max(recoveredMsMax, (double) count("recovered_ms_max"));
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

    /** Which request of its connection failed, where idle times do not explain it. */
    public Tally requestsAtEnd() {
        return requestsAtEnd;
    }

    /** How old connections were that failed, where idle times do not explain it; milliseconds, ascending. */
    public float[] ageAtEndMs() {
        return ageAtEnd.sorted();
    }

    /** What the first event of a cause advises; empty where it does not. */
    public List<String> advice(String cause) {
        return advice.getOrDefault(cause, Collections.emptyList());
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
