package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    @Test
    void they_are_due_once_a_minute() {
        AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(1));
        List<Event> all = List.of(Event.builder(EventType.ORIGIN).build());
        Snapshots snapshots = new Snapshots(() -> all, nanos::get);
        assertEquals(List.of(), snapshots.due());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertEquals(List.of(), snapshots.due());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertEquals(all, snapshots.due());
        assertEquals(List.of(), snapshots.due());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertEquals(all, snapshots.due());
    }
}
