package io.resetguard.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that a report shows one by one: of each origin, kind and cause the first and the last, fewer of each the more
 * there are. Never more than {@link #MAX_EVENTS}. One thread.
 */
public final class EventSample {
    static final int MAX_EVENTS = 2000;
    private static final int MAX_GROUPS = MAX_EVENTS / 4;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private int perGroup = MAX_EVENTS;
    private int held;
    private long seen;

    EventSample() {}

    void add(EventLine event) {
        seen++;
        String key = key(event);
        if (groups.size() >= MAX_GROUPS && !groups.containsKey(key)) {
            return;
        }
        held += groups.computeIfAbsent(key, k -> new Group()).add(event, perGroup);
        while (held > MAX_EVENTS) {
            perGroup /= 2;
            held = 0;
            for (Group each : groups.values()) {
                held += each.trim(perGroup);
            }
        }
    }

    /** By time; those without one last. */
    public List<EventLine> events() {
        List<EventLine> events = new ArrayList<>();
        for (Group group : groups.values()) {
            events.addAll(group.first);
            events.addAll(group.last);
        }
        events.sort((a, b) -> Long.compareUnsigned(a.timeMillis, b.timeMillis));
        return events;
    }

    /** How many there were that could have been shown. */
    public long seen() {
        return seen;
    }

    private static String key(EventLine event) {
        return event.origin + " " + event.event + " " + event.cause + " " + event.reason;
    }

    private static final class Group {
        private final List<EventLine> first = new ArrayList<>();
        private final ArrayDeque<EventLine> last = new ArrayDeque<>();

        /** How many more it holds. */
        int add(EventLine event, int limit) {
            if (first.size() < limit / 2) {
                first.add(event);
                return 1;
            }
            last.add(event);
            if (last.size() <= limit - limit / 2) {
                return 1;
            }
            last.remove();
            return 0;
        }

        /** How many it holds. */
        int trim(int limit) {
            // What was first and does not fit any more may still be among the last.
            while (first.size() > limit / 2) {
                EventLine out = first.remove(first.size() - 1);
                if (last.size() < limit - limit / 2) {
                    last.addFirst(out);
                }
            }
            while (last.size() > limit - limit / 2) {
                last.remove();
            }
            return first.size() + last.size();
        }
    }
}
