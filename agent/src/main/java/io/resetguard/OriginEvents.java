package io.resetguard;

import io.resetguard.event.Event;
import io.resetguard.event.EventBuilder;
import io.resetguard.event.EventKey;
import io.resetguard.event.EventStamp;
import io.resetguard.event.EventType;
import io.resetguard.event.Summary;
import io.resetguard.origin.LearnedLimit;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is known of each origin that is in use, as events: every minute on the writer's thread, and at the end. */
final class OriginEvents implements Supplier<List<Event>> {

    /** Of the busiest; a crawler's events file is not to be made of these. */
    private static final int MOST_A_MINUTE = 100;

    private static final int MOST_AT_THE_END = 500;

    private final EventStamp stamp;
    private final Origins origins;
    private final Summary summary;
    private final long sinceMillis;

    /**
     * @param sinceMillis since when all is counted, wall clock
     */
    OriginEvents(EventStamp stamp, Origins origins, Summary summary, long sinceMillis) {
        this.stamp = stamp;
        this.origins = origins;
        this.summary = summary;
        this.sinceMillis = sinceMillis;
    }

    /** Those of which there is something new since the last time. */
    @Override
    public List<Event> get() {
        List<Event> events = new ArrayList<>();
        for (OriginProfile origin : origins.mostUsed(MOST_A_MINUTE)) {
            if (origin.isWatched() && origin.counts().takeChanged()) {
                events.add(event(origin, "minute"));
            }
        }
        return events;
    }

    /** All that were used. */
    List<Event> last() {
        List<Event> events = new ArrayList<>();
        for (OriginProfile origin : origins.mostUsed(MOST_AT_THE_END)) {
            if (origin.isWatched() && origin.counts().requests() > 0) {
                events.add(event(origin, "stop"));
            }
        }
        return events;
    }

    private Event event(OriginProfile origin, String reason) {
        long now = System.nanoTime();
        LearnedLimit idle = origin.idleLimit(now);
        LearnedLimit age = origin.ageLimit(now);
        LearnedLimit requests = origin.requestLimit(now);
        EventBuilder event = stamp.event(EventType.ORIGIN)
                .put(EventKey.ORIGIN, origin.name())
                .put(EventKey.REASON, reason)
                .putTime(EventKey.SINCE, sinceMillis)
                .put(EventKey.SERVER, origin.server())
                .putIfKnown(EventKey.KEEP_ALIVE_TIMEOUT_S, origin.announcedTimeoutSeconds())
                .putNanos(EventKey.CONNECT_MS, origin.connectNanos())
                .putNanos(EventKey.ANSWER_MS, origin.answerNanos())
                .putNanos(EventKey.LEARNED_IDLE_MS, idle.value)
                .putNanos(EventKey.LEARNED_AGE_MS, age.value)
                .putIfKnown(EventKey.LEARNED_REQUESTS, requests.value);
        if (idle.isKnown()) {
            event.put(EventKey.LEARNED_IDLE_SAMPLES, idle.samples)
                    .put(EventKey.LEARNED_IDLE_CONFIDENCE, idle.confidence());
        }
        if (age.isKnown()) {
            event.put(EventKey.LEARNED_AGE_SAMPLES, age.samples);
        }
        if (requests.isKnown()) {
            event.put(EventKey.LEARNED_REQUESTS_SAMPLES, requests.samples);
        }
        Map<String, Long> counts = new TreeMap<>(summary.of(origin.name()));
        origin.counts().addTo(counts);
        if (origin.counts().timeoutsAfterIdle() > 0) {
            counts.put("reused_timeouts_from_ms", origin.counts().timeoutsFromNanos() / 1_000_000);
        }
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            event.count(count.getKey(), count.getValue());
        }
        return event.build();
    }
}
