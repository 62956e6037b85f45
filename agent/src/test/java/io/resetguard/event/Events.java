package io.resetguard.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Events and clocks for tests. */
final class Events {
    static final EventStamp STAMP = new EventStamp("1.2.3", 42, () -> 1_795_239_692_007L);

    private Events() {}

    static EventBuilder reset() {
        return STAMP.event(EventType.PEER_RESET).put(EventKey.ORIGIN, "https://a.example:443");
    }

    /** A clock that stands still until it is told otherwise. */
    static final class Clock {
        final AtomicLong nanos = new AtomicLong(1_000);

        void forwardMillis(long millis) {
            nanos.addAndGet(millis * 1_000_000);
        }
    }

    /** Remembers lines. */
    static final class Route implements LineRoute {
        final List<LogLine> lines = new ArrayList<>();

        @Override
        public void tell(LogLine line) {
            lines.add(line);
        }

        @Override
        public long tick() {
            return EventSink.NEVER;
        }

        @Override
        public void hurry() {}
    }
}
