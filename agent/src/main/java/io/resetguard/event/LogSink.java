package io.resetguard.event;

import java.util.function.LongSupplier;

/** One line an event, in text or JSON, no more than {@code log.rate} a second and origin. */
final class LogSink implements EventSink {
    private final LineRoute route;
    private final boolean json;
    private final RateLimit rate;
    private final HeldBack held;
    private final EventStamp stamp;
    private final LongSupplier nanoClock;
    private boolean hurrying;

    LogSink(
            LineRoute route,
            boolean json,
            int linesPerSecond,
            HeldBack held,
            EventStamp stamp,
            LongSupplier nanoClock) {
        this.route = route;
        this.json = json;
        this.rate = new RateLimit(linesPerSecond);
        this.held = held;
        this.stamp = stamp;
        this.nanoClock = nanoClock;
    }

    @Override
    public void write(Event event) {
        long nowNanos = nanoClock.getAsLong();
        tellSuppressed(nowNanos);
        if (isSaidElsewhere(event)) {
            return;
        }
        // What the agent says of itself is rare, and must not be lost in what it says of the peers.
        if (event.type() == EventType.AGENT || rate.admits(event, nowNanos)) {
            tell(event, nowNanos);
        }
    }

    /**
     * The start line, a fault's own line and the summary say it on stderr; the events file needs it as an event. What is
     * known of an origin is for a report, and too much for a line.
     */
    private static boolean isSaidElsewhere(Event event) {
        if (event.type() != EventType.AGENT) {
            return event.type() == EventType.ORIGIN;
        }
        String reason = event.text(EventKey.REASON);
        return "start".equals(reason) || "fault".equals(reason) || "stop".equals(reason);
    }

    @Override
    public void flush() {}

    @Override
    public long tick() {
        tellSuppressed(nanoClock.getAsLong());
        long againNanos = route.tick();
        return rate.isIdle() ? againNanos : Math.min(againNanos, RateLimit.WINDOW_NANOS);
    }

    @Override
    public void hurry() {
        hurrying = true;
        route.hurry();
    }

    private void tellSuppressed(long nowNanos) {
        held.moveTo(rate, nowNanos);
        for (RateLimit.Window window : rate.over(nowNanos, hurrying)) {
            tell(AgentEvents.rateReached(stamp, window), nowNanos);
        }
    }

    private void tell(Event event, long nowNanos) {
        String text = json ? EventJson.line(event) : EventText.line(event);
        route.tell(new LogLine(event, text, nowNanos));
    }
}
