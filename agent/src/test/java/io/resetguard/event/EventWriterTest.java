package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventWriterTest {
    private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();

    private final Recorder sink = new Recorder();
    private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger opened = new AtomicInteger();
    private final EventWriter writer = new EventWriter(new OnlyRecorder(), new HeldBack(), Events.STAMP, faults::add);

    @AfterEach
    void let_go() {
        INHERITED.remove();
        sink.gate.countDown();
    }

    @Test
    void nothing_is_opened_before_the_first_event_and_then_all_is_told_in_order() {
        assertTrue(writer.drain(10));
        assertEquals(0, opened.get());
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Event event = Events.reset().build();
            events.add(event);
            writer.submit(event);
        }
        assertTrue(writer.drain(10_000));
        assertEquals(events, sink.events);
        assertEquals(1, opened.get());
        assertEquals(0, writer.dropped());
        assertTrue(sink.flushed);
        assertEquals(List.of(), faults);
    }

    @Test
    void a_sink_that_hangs_blocks_nobody_and_what_is_dropped_is_counted_and_told() throws Exception {
        sink.hang = true;
        writer.submit(Events.reset().build());
        assertTrue(sink.hanging.await(10, TimeUnit.SECONDS));
        long begin = System.nanoTime();
        for (int i = 0; i < 3000; i++) {
            writer.submit(Events.reset().build());
        }
        assertTrue(System.nanoTime() - begin < 5_000_000_000L);
        assertEquals(3000 - EventWriter.CAPACITY, writer.dropped());
        sink.gate.countDown();
        assertTrue(writer.drain(10_000));
        Event told = sink.events.stream()
                .filter(event -> "dropped".equals(event.get(EventKey.REASON)))
                .findFirst()
                .orElseThrow();
        assertEquals(3000L - EventWriter.CAPACITY, told.counts().get("dropped"));
    }

    @Test
    void a_sink_that_throws_costs_neither_the_thread_nor_the_next_event() {
        sink.fault = new StackOverflowError("injected");
        writer.submit(Events.reset().build());
        assertTrue(writer.drain(10_000));
        sink.fault = null;
        Event next = Events.reset().build();
        writer.submit(next);
        assertTrue(writer.drain(10_000));
        assertEquals(List.of(next), sink.events);
        assertEquals(1, faults.size());
    }

    @Test
    void who_counts_faults_may_fault() {
        EventWriter broken = new EventWriter(
                new OnlyRecorder() {
                    @Override
                    public List<EventSink> open() {
                        throw new IllegalStateException("no sinks");
                    }
                },
                new HeldBack(),
                Events.STAMP,
                fault -> {
                    throw new IllegalStateException("no faults");
                });
        broken.submit(Events.reset().build());
        try (Stderr stderr = new Stderr()) {
            assertFalse(broken.drain(300));
            assertEquals(1, stderr.lines().size());
        }
    }

    @Test
    void at_exit_what_a_hanging_sink_leaves_goes_to_stderr() throws Exception {
        sink.hang = true;
        writer.submit(Events.reset().build());
        assertTrue(sink.hanging.await(10, TimeUnit.SECONDS));
        writer.submit(Events.reset().put(EventKey.STATUS, 7).build());
        try (Stderr stderr = new Stderr()) {
            assertFalse(writer.drain(100));
            assertEquals(1, stderr.lines().size());
            assertTrue(stderr.lines().get(0).contains("status=7"));
        }
    }

    @Test
    void at_exit_submit_stays_until_its_event_is_told() {
        writer.submit(Events.reset().build());
        assertTrue(writer.drain(10_000));
        for (int i = 2; i < 50; i++) {
            writer.submit(Events.reset().build());
            assertEquals(i, sink.events.size());
        }
        assertTrue(sink.hurried);
    }

    @Test
    void the_thread_is_a_daemon_that_keeps_nothing_of_the_application() {
        INHERITED.set("application");
        writer.submit(Events.reset().build());
        assertTrue(writer.drain(10_000));
        Thread thread = sink.thread;
        assertNotNull(thread);
        assertTrue(thread.isDaemon());
        assertEquals("resetguard-writer", thread.getName());
        assertNull(thread.getContextClassLoader());
        assertNull(sink.seen);
        assertTrue(sink.wasWriterThread);
        assertFalse(writer.isWriterThread());
        ThreadGroup group = thread.getThreadGroup();
        assertNull(group == null ? null : group.getParent());
    }

    @Test
    void an_interrupted_writer_still_rests() throws Exception {
        writer.submit(Events.reset().build());
        assertTrue(writer.drain(10_000));
        Thread thread = sink.thread;
        assertNotNull(thread);
        thread.interrupt();
        Thread.sleep(50);
        int passes = sink.passes.get();
        Thread.sleep(200);
        assertTrue(sink.passes.get() - passes < 5);
    }

    private class OnlyRecorder implements SinkFactory {
        @Override
        public List<EventSink> open() {
            opened.incrementAndGet();
            return List.of(sink);
        }

        @Override
        public @Nullable AppLogging logging() {
            return null;
        }
    }

    private final class Recorder implements EventSink {
        final List<Event> events = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch hanging = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger passes = new AtomicInteger();
        volatile boolean hang;
        volatile @Nullable Error fault;
        volatile boolean flushed;
        volatile boolean hurried;
        volatile boolean wasWriterThread;
        volatile @Nullable Thread thread;
        volatile @Nullable Object seen;

        @Override
        public void write(Event event) {
            thread = Thread.currentThread();
            wasWriterThread = writer.isWriterThread();
            seen = INHERITED.get();
            Error error = fault;
            if (error != null) {
                throw error;
            }
            if (hang) {
                hanging.countDown();
                awaitGate();
            }
            events.add(event);
        }

        private void awaitGate() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void flush() {
            flushed = true;
        }

        @Override
        public long tick() {
            passes.incrementAndGet();
            return NEVER;
        }

        @Override
        public void hurry() {
            hurried = true;
        }
    }
}
