package io.resetguard.event;

import io.resetguard.config.Options;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from any thread and tells them on a thread of its own, started with the first one. {@link #submit} does not
 * block, lock or throw; what finds the queue full is dropped, counted and told.
 */
public final class EventWriter {
    static final int CAPACITY = 1024;
    private static final int MAX_BATCH = 256;
    private static final long LONGEST_PARK_NANOS = 60_000_000_000L;
    private static final long PARK_AFTER_FAULT_NANOS = 100_000_000L;
    private static final long SUBMIT_AT_EXIT_MILLIS = 500;

    private final SinkFactory factory;
    private final HeldBack held;
    private final MdcCapture mdc;
    private final EventStamp stamp;
    private final Consumer<Throwable> faults;

    private final ConcurrentLinkedQueue<Event> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicLong told = new AtomicLong();
    private volatile @Nullable Thread thread;
    private volatile boolean hurrying;
    private volatile boolean hurried;
    private volatile @Nullable Snapshots snapshots;

    private long droppedTold;
    private List<EventSink> sinks = Collections.emptyList();

    EventWriter(SinkFactory factory, HeldBack held, EventStamp stamp, Consumer<Throwable> faults) {
        this.factory = factory;
        this.held = held;
        this.mdc = new MdcCapture(factory, faults);
        this.stamp = stamp;
        this.faults = faults;
    }

    /**
     * The writer for these options. Opens and starts nothing.
     *
     * @param instrumentation to find the application's SLF4J; null: log lines go to stderr
     * @param faults is told what a sink threw; must not throw
     */
    public static EventWriter create(
            Options options,
            EventStamp stamp,
            @Nullable Instrumentation instrumentation,
            LongSupplier nanoClock,
            Consumer<Throwable> faults) {
        HeldBack held = new HeldBack();
        OptionSinks sinks = new OptionSinks(options, held, stamp, instrumentation, nanoClock, faults);
        return new EventWriter(sinks, held, stamp, faults);
    }

    /** Never blocks (while the JVM is going down: half a second at most), never throws. */
    public void submit(Event event) {
        try {
            if (queued.incrementAndGet() > CAPACITY) {
                queued.decrementAndGet();
                dropped.incrementAndGet();
                return;
            }
            queue.add(event);
            submitted.incrementAndGet();
            Thread writer = startedThread();
            if (writer != null) {
                LockSupport.unpark(writer);
            }
            if (hurrying && !isWriterThread()) {
                awaitTold(submitted.get(), SUBMIT_AT_EXIT_MILLIS);
            }
        } catch (Throwable t) {
            fault(t);
        }
    }

    /** One of too many: the log says how many there were. Never blocks or throws. */
    public void count(Event event) {
        try {
            Thread writer = held.add(event) ? startedThread() : null;
            if (writer != null) {
                LockSupport.unpark(writer);
            }
        } catch (Throwable t) {
            fault(t);
        }
    }

    /**
     * For shutdown: from now on nothing waits, and {@link #submit} stays until its event is told. May be called again.
     *
     * @return whether all that was submitted so far is told; if not, the rest of it went to stderr
     */
    public boolean drain(long timeoutMillis) {
        hurrying = true;
        if (thread == null && submitted.get() == told.get()) {
            return true;
        }
        if (isWriterThread() || awaitTold(submitted.get(), timeoutMillis)) {
            return true;
        }
        // A sink hangs, in an appender or a full pipe: this thread tells the rest as far as it can.
        // No more than there are now: what it goes through may make new ones.
        for (int rest = queued.get(); rest > 0; rest--) {
            Event left = poll();
            if (left != null) {
                AgentLines.print(EventText.line(left));
                told.incrementAndGet();
            }
        }
        return false;
    }

    /** From now on these are told too, when they are due. */
    public void tell(Snapshots dueNowAndThen) {
        snapshots = dueNowAndThen;
    }

    /** Whether the current thread is the one that tells: what an appender does there must not become an event. */
    public boolean isWriterThread() {
        return Thread.currentThread() == thread;
    }

    /** For {@link EventBuilder#caller}: the MDC of the thread that makes an event. */
    public MdcCapture mdc() {
        return mdc;
    }

    /** Events that found the queue full. */
    public long dropped() {
        return dropped.get();
    }

    private @Nullable Thread startedThread() {
        if (thread == null && started.compareAndSet(false, true)) {
            try {
                Thread writer = WriterThread.create(WriterThread.NAME, new Loop());
                thread = writer;
                writer.start();
            } catch (Throwable t) {
                // No memory for a thread: the next event tries again, this one waits in the queue.
                thread = null;
                started.set(false);
                fault(t);
            }
        }
        return thread;
    }

    /** A class, not a lambda: the first event may come before lambdas are cheap. */
    private final class Loop implements Runnable {
        @Override
        @SuppressWarnings("InfiniteLoopStatement")
        public void run() {
            while (true) {
                try {
                    pass();
                } catch (Throwable t) {
                    fault(t);
                    // What fails at once each time must not keep a core busy.
                    LockSupport.parkNanos(EventWriter.this, PARK_AFTER_FAULT_NANOS);
                }
            }
        }
    }

    private void pass() {
        if (sinks.isEmpty()) {
            sinks = factory.open();
        }
        boolean hurry = hurrying;
        for (EventSink sink : hurry ? sinks : Collections.<EventSink>emptyList()) {
            sink.hurry();
        }
        int count = 0;
        Event event = poll();
        while (event != null) {
            write(event);
            count++;
            event = count < MAX_BATCH ? poll() : null;
        }
        tellDropped();
        tellSnapshots();
        long parkNanos = LONGEST_PARK_NANOS;
        for (EventSink sink : sinks) {
            parkNanos = Math.min(parkNanos, flushAndTick(sink));
        }
        told.addAndGet(count);
        hurried = hurry;
        // An appender may have left the thread interrupted, and an interrupted thread does not park.
        boolean interrupted = Thread.interrupted();
        if (queue.isEmpty() && !interrupted && hurry == hurrying) {
            LockSupport.parkNanos(this, parkNanos);
        }
    }

    private void write(Event event) {
        for (EventSink sink : sinks) {
            try {
                sink.write(event);
            } catch (Throwable t) {
                fault(t);
            }
        }
    }

    private long flushAndTick(EventSink sink) {
        try {
            long againNanos = sink.tick();
            sink.flush();
            return againNanos;
        } catch (Throwable t) {
            fault(t);
            return EventSink.NEVER;
        }
    }

    private @Nullable Event poll() {
        Event event = queue.poll();
        if (event != null) {
            queued.decrementAndGet();
        }
        return event;
    }

    private void tellDropped() {
        long now = dropped.get();
        if (now > droppedTold) {
            long count = now - droppedTold;
            droppedTold = now;
            write(AgentEvents.dropped(stamp, count));
        }
    }

    private void tellSnapshots() {
        Snapshots due = snapshots;
        if (due != null && !hurrying) {
            for (Event event : due.due()) {
                write(event);
            }
        }
    }

    private boolean awaitTold(long target, long timeoutMillis) {
        // Not the injected clock: this is about real time.
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000;
        while (told.get() < target || !hurried) {
            if (deadline - System.nanoTime() <= 0) {
                return false;
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(this, 1_000_000);
        }
        return true;
    }

    private void fault(Throwable t) {
        try {
            faults.accept(t);
        } catch (Throwable ignored) {
            // Whoever counts faults is at fault: nobody is left to tell.
        }
    }
}
