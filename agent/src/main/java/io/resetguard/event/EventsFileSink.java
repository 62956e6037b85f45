package io.resetguard.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * {@code events}: JSON Lines. What cannot be written is counted, told on stderr once, and the file tried again now and
 * then; when it works again, the file itself says how many are missing.
 */
final class EventsFileSink implements EventSink {
    static final long RETRY_NANOS = 30_000_000_000L;
    private static final int FLUSH_BYTES = 64 * 1024;

    private final RotatingFile file;
    private final EventStamp stamp;
    private final LongSupplier nanoClock;
    private byte[] buffer = new byte[FLUSH_BYTES];
    private int buffered;
    private int bufferedEvents;
    private boolean failing;
    private boolean stopping;
    private long failedNanos;
    private long lost;
    private long lostTold;

    EventsFileSink(RotatingFile file, EventStamp stamp, LongSupplier nanoClock) {
        this.file = file;
        this.stamp = stamp;
        this.nanoClock = nanoClock;
    }

    @Override
    public void write(Event event) {
        stopping |= AgentEvents.isStop(event);
        if (failing && nanoClock.getAsLong() - failedNanos < RETRY_NANOS) {
            lost++;
            tellLost();
            return;
        }
        if (failing && buffered == 0) {
            add(AgentEvents.fileResumed(stamp, lost));
            bufferedEvents = 0;
        }
        add(event);
        // While it fails, one event is enough to try with.
        if (failing || buffered >= FLUSH_BYTES) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (buffered == 0) {
            return;
        }
        try {
            file.append(buffer, buffered);
            resumed();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
        buffered = 0;
        bufferedEvents = 0;
        buffer = buffer.length > 4 * FLUSH_BYTES ? new byte[FLUSH_BYTES] : buffer;
    }

    @Override
    public long tick() {
        return NEVER;
    }

    @Override
    public void hurry() {
        // It never waits.
    }

    private void add(Event event) {
        byte[] line = EventJson.line(event).getBytes(StandardCharsets.UTF_8);
        if (buffered + line.length + 1 > buffer.length) {
            byte[] larger = new byte[Math.max(buffer.length * 2, buffered + line.length + 1)];
            System.arraycopy(buffer, 0, larger, 0, buffered);
            buffer = larger;
        }
        System.arraycopy(line, 0, buffer, buffered, line.length);
        buffered += line.length;
        buffer[buffered++] = '\n';
        bufferedEvents++;
    }

    private void resumed() {
        if (failing) {
            failing = false;
            AgentLines.print("events: " + file.path() + " can be written again; " + lost + " events were lost");
            lost = 0;
            lostTold = 0;
        }
    }

    private void failed(Exception e) {
        lost += bufferedEvents;
        failedNanos = nanoClock.getAsLong();
        if (!failing) {
            failing = true;
            lostTold = lost;
            AgentLines.print("events: cannot write " + file.path() + ": " + e.getMessage() + "; " + lost
                    + " events lost so far, trying again every 30 s");
        }
        tellLost();
    }

    /** With the last event only: until then, that it works again is the time to tell. */
    private void tellLost() {
        if (stopping && lost > lostTold) {
            lostTold = lost;
            AgentLines.print("events: " + lost + " events could not be written to " + file.path());
        }
    }
}
