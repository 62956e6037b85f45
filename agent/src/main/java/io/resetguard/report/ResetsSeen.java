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

/** The ends of connections and bodies of one origin, or of several, counted in every way a report shows. One thread. */
final class ResetsSeen {
    private static final int MAX_ADVISED = 64;
    /** Causes that would not have been met, had the connection been closed before. */
    private static final Set<String> IDLE_EXPLAINS =
            new HashSet<>(Arrays.asList("stale_keep_alive", "middlebox_dropped", "conntrack_invalid"));

    final Tally causes = new Tally();
    final Tally phases = new Tally();
    final Tally clients = new Tally();
    final Tally outcomes = new Tally();
    final Timeline timeline = new Timeline();
    /** Uses of idle connections that failed, whatever the cause. */
    final IdleClasses failed = new IdleClasses();
    /** Idle times before failures that they explain. */
    final Failures idleMs = new Failures();
    /** Of connections that failed for another reason: which request of theirs. */
    final Tally requests = new Tally();
    /** The same: how old they were. */
    final Failures ageMs = new Failures();

    private final Map<String, List<String>> advice = new HashMap<>();
    long replayable;

    void add(EventLine event) {
        String cause = event.causeOrUnknown();
        causes.add(cause);
        if (advice.size() < MAX_ADVISED && !advice.containsKey(cause)) {
            advice.put(cause, EventParser.whole(event).advice);
        }
        count(phases, event.phase);
        count(clients, event.client);
        count(outcomes, event.outcome);
        if (event.timeMillis != IsoTime.UNKNOWN) {
            timeline.add(event.timeMillis, cause, 1);
        }
        if (event.failedAfterIdle()) {
            failed.add(event.idleMs);
        }
        if (event.failedAfterIdle() && IDLE_EXPLAINS.contains(cause)) {
            idleMs.add(event.idleMs);
        } else if (Boolean.TRUE.equals(event.connectionReused)) {
            requests.add(Long.toString((long) event.connectionRequests));
            ageMs.add(event.connectionAgeMs);
        }
        replayable += isReplayable(event) ? 1 : 0;
    }

    /** Adds those of another origin; its numbers of requests and ages stay its own. */
    void merge(ResetsSeen other) {
        causes.merge(other.causes);
        phases.merge(other.phases);
        clients.merge(other.clients);
        outcomes.merge(other.outcomes);
        timeline.merge(other.timeline);
        failed.merge(other.failed);
        idleMs.merge(other.idleMs);
        other.advice.forEach(advice::putIfAbsent);
        replayable += other.replayable;
    }

    /** What the first event of a cause advises; empty where it does not. */
    List<String> advice(String cause) {
        return advice.getOrDefault(cause, Collections.emptyList());
    }

    static void count(Tally tally, @Nullable String name) {
        tally.add(name == null ? "unknown" : name);
    }

    /** Tiers P0 and S, as far as an event shows them: nothing was sent, or idempotent and not answered on a reused one. */
    private static boolean isReplayable(EventLine event) {
        if (!"surfaced".equals(event.outcome) || !"peer_reset".equals(event.event) || event.bytesReceived > 0) {
            return false;
        }
        boolean idempotent = Idempotence.RFC_9110.isIdempotent(event.method);
        return event.bytesSent == 0 || (idempotent && Boolean.TRUE.equals(event.connectionReused));
    }
}
