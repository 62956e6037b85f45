package io.resetguard.event;

import java.util.Collections;
import java.util.List;

/** What the agent says of itself: events of the type {@code agent}, told apart by {@code reason}. */
public final class AgentEvents {
    private AgentEvents() {}

    /**
     * {@code reason=start}.
     *
     * @param sentences what is watched and what is on
     */
    public static Event start(EventStamp stamp, List<String> sentences) {
        return agent(stamp, "start").put(EventKey.EVIDENCE, sentences).build();
    }

    /**
     * {@code reason=fault}: the agent's own, swallowed; one for each kind.
     *
     * @param error place, class and message, redacted
     */
    public static Event fault(EventStamp stamp, String error) {
        return agent(stamp, "fault")
                .put(EventKey.ERROR, error)
                .level(Level.WARN)
                .build();
    }

    static Event dropped(EventStamp stamp, long events) {
        String sentence = events + " events were dropped because more came than could be written";
        return agent(stamp, "dropped")
                .put(EventKey.EVIDENCE, Collections.singletonList(sentence))
                .count("dropped", events)
                .level(Level.WARN)
                .build();
    }

    static Event fileResumed(EventStamp stamp, long lost) {
        String sentence = lost + " events before this one could not be written to this file";
        return agent(stamp, "events_lost")
                .put(EventKey.EVIDENCE, Collections.singletonList(sentence))
                .count("lost", lost)
                .level(Level.WARN)
                .build();
    }

    static Event rateReached(EventStamp stamp, RateLimit.Window window) {
        String sentence = window.suppressed
                + (window.suppressed == 1 ? " more line" : " more lines")
                + " of this origin within one second not shown (log.rate); the events file has all";
        EventBuilder line = agent(stamp, "log_rate")
                .put(EventKey.ORIGIN, window.origin.isEmpty() ? null : window.origin)
                .put(EventKey.EVIDENCE, Collections.singletonList(sentence))
                .count("suppressed", window.suppressed);
        Event last = window.last;
        return last == null
                ? line.build()
                : line.level(last.level())
                        .caller(last.callerLoader(), last.mdc())
                        .build();
    }

    /** Is it {@code reason=stop}, the last one of a file? */
    static boolean isStop(Event event) {
        return event.type() == EventType.AGENT && "stop".equals(event.text(EventKey.REASON));
    }

    static EventBuilder agent(EventStamp stamp, String reason) {
        return stamp.event(EventType.AGENT).put(EventKey.REASON, reason);
    }
}
