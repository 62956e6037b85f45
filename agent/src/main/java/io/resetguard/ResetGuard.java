package io.resetguard;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.bootstrap.HttpClientListener;
import io.resetguard.config.Options;
import io.resetguard.config.RetryMode;
import io.resetguard.diagnosis.JdkRelease;
import io.resetguard.event.AgentEvents;
import io.resetguard.event.AgentLines;
import io.resetguard.event.Event;
import io.resetguard.event.EventStamp;
import io.resetguard.event.EventWriter;
import io.resetguard.event.Pid;
import io.resetguard.event.Redaction;
import io.resetguard.event.Snapshots;
import io.resetguard.event.Summary;
import io.resetguard.event.WriterThread;
import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.AddressProfile;
import io.resetguard.origin.OriginName;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import io.resetguard.prevent.PreventReason;
import io.resetguard.prevent.Prevented;
import io.resetguard.prevent.Reuses;
import io.resetguard.retry.JdkResends;
import io.resetguard.retry.Retried;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryDecision;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The conductor: knows the order of the rooms. What a tracker found out becomes facts, a diagnosis, an event; the event
 * is told on a thread of its own. Any thread.
 */
final class ResetGuard implements ExchangeListener {

    private static final long DRAIN_MILLIS = 2_000;

    /** The JVM's end waits no longer, whatever the stream or the disk does that the last lines go to. */
    private static final long LONGEST_END_MILLIS = 5_000;

    /** {@link System#nanoTime()}. */
    static final LongSupplier NANO_CLOCK = new NanoClock();

    private final Options options;
    private final EventStamp stamp;
    private final EventWriter writer;
    private final Summary summary = new Summary();
    private final Origins origins;
    private final Telling telling;
    private final PauseWatch pauses = new PauseWatch();
    private final @Nullable Retrying retries;
    private final @Nullable Reuses reuses;
    private final OriginEvents originEvents;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable HttpClientListener httpClient;

    ResetGuard(Options options, Instrumentation instrumentation, int feature) {
        this.options = options;
        this.stamp = new EventStamp(ResetGuardAgent.version(), Pid.current(), new WallClock());
        this.writer = EventWriter.create(options, stamp, instrumentation, NANO_CLOCK, new TellingFaults());
        this.origins = new Origins(new Watched(options));
        JdkRelease jdk = JdkRelease.of(feature, System.getProperty("java.version"));
        EventComposer composer = new EventComposer(stamp, options, origins, pauses.seen(), writer.mdc(), jdk);
        this.telling = new Telling(writer, composer, summary, origins, options);
        this.retries = options.retry() == RetryMode.OFF ? null : new Retrying(this, options, origins);
        this.reuses = options.prevents() ? new Preventing(this, options) : null;
        this.originEvents = new OriginEvents(stamp, origins, summary, System.currentTimeMillis());
    }

    /** Says the start in the events file, and prepares the end. More than once is once. */
    void begin() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        if (options.events() != null) {
            String line = AgentLines.start(ResetGuardAgent.version(), System.getProperty("java.version", "?"), options);
            writer.submit(AgentEvents.start(stamp, Collections.singletonList(line)));
            AgentLog.listener(new Faults());
            writer.tell(new Snapshots(originEvents, NANO_CLOCK));
        }
        try {
            Runtime.getRuntime().addShutdownHook(WriterThread.create("resetguard-exit", new End()));
        } catch (IllegalStateException goingDown) {
            // The JVM is on its way out: there is no summary, and what comes now is told at once or never.
            writer.drain(0);
        }
    }

    /** Who follows {@code HttpClient}, to be asked at the end for what it still holds back. */
    void followedBy(HttpClientListener tracker) {
        httpClient = tracker;
    }

    /** Lines about the agent itself. */
    void tell(List<String> lines) {
        AgentLines.print(lines);
    }

    @Override
    public void peerEnded(PeerReset reset) {
        if (reset.unconnected) {
            return; // docs/adr/0006: not a reset
        }
        AgentLog.faultPoint("origin");
        long now = System.nanoTime();
        OriginProfile origin = origins.of(OriginName.of(reset.url));
        origins.peerEnded(reset, origin, reset.isOnlyAnException() ? now : reset.endNanos, now);
        if (origin.isWatched()) {
            if (retries != null) {
                retries.peerEnded(reset, now);
            }
            telling.reset(reset, origin);
        }
    }

    @Override
    public void jdkResent(Resend resend) {
        if (isWatched(resend.after.url)) {
            telling.resend(resend);
        }
    }

    @Override
    public void requestBegan(TrackedConnection connection, boolean tls, String host, int port, long nowNanos) {
        pauses.used();
        AddressProfile known = requestSeen(connection, tls, host, port, nowNanos);
        if (retries != null) {
            retries.requestBegan(known.origin(), nowNanos);
        }
    }

    /** One that does not count for the retry budget. */
    AddressProfile requestSeen(TrackedConnection connection, boolean tls, String host, int port, long nowNanos) {
        return origins.requestBegan(connection, tls, host, port, nowNanos);
    }

    @Override
    public void sentAgain(TrackedConnection before, TrackedConnection next, long nowNanos) {
        origins.sentAgain(before, next, nowNanos);
    }

    @Override
    public void answered(Exchange exchange, long nowNanos) {
        origins.answered(exchange, nowNanos);
    }

    @Override
    public void closedWhileIdle(TrackedConnection connection, long aliveNanos, long idleNanos) {
        closedWhileIdle(connection, aliveNanos, idleNanos, System.nanoTime());
    }

    void closedWhileIdle(TrackedConnection connection, long aliveNanos, long idleNanos, long nowNanos) {
        origins.closedWhileIdle(connection, aliveNanos, idleNanos, nowNanos);
    }

    @Override
    public void timedOut(Exchange exchange) {
        origins.timedOut(exchange);
    }

    @Override
    public void connected(TrackedConnection connection) {
        origins.connected(connection, System.nanoTime());
    }

    @Override
    public void refused(TrackedConnection connection) {
        origins.refused(connection, System.nanoTime());
    }

    /** Who decides what is sent again; {@code null}: nothing is. */
    @Nullable
    Retries retries() {
        return retries;
    }

    /** Who says what the JDK may send again; {@code null}: it is left as it is. */
    @Nullable
    JdkResends jdkResends() {
        return options.blocksJdkResend() ? new Blocking(this, options) : null;
    }

    /** Who decides which connection of a pool is used again; {@code null}: all are. */
    @Nullable
    Reuses reuses() {
        return reuses;
    }

    void retried(Retried what) {
        telling.retry(what);
    }

    void retrySuppressed(PeerReset reset, RetryDecision why) {
        telling.retrySuppressed(reset, why);
    }

    /** One that is only counted, for there are too many to tell. */
    void countPrevented(OriginProfile origin, PreventReason reason) {
        summary.prevented(origin.name(), reason.text());
    }

    /** One that is told. */
    void prevented(Prevented what, int untold) {
        telling.prevented(what, untold);
    }

    boolean isWatched(@Nullable String url) {
        return isWatchedHost(OriginName.host(OriginName.of(url)));
    }

    boolean isWatchedHost(String host) {
        return options.hosts().watches(host);
    }

    private void end() {
        try {
            HttpClientListener tracker = httpClient;
            if (tracker != null) {
                tracker.ending();
            }
            writer.drain(DRAIN_MILLIS);
            long dropped = writer.dropped();
            long suppressed = AgentLog.suppressedCount();
            if (options.summary()) {
                AgentLines.print(summary.render(dropped, suppressed, origins.mostUsed(Integer.MAX_VALUE)));
            }
            if (options.events() != null) {
                for (Event event : originEvents.last()) {
                    writer.submit(event);
                }
                writer.submit(summary.stop(stamp, dropped, suppressed));
                writer.drain(DRAIN_MILLIS);
            }
        } catch (Throwable fault) {
            AgentLog.suppressed("the end", fault);
        }
    }

    /** Classes, not lambdas: they run where lambdas would be the JVM's first, at their price. */
    private static final class NanoClock implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    private static final class WallClock implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.currentTimeMillis();
        }
    }

    /** Is a host among {@code hosts}? */
    private static final class Watched implements Predicate<String> {
        private final Options options;

        Watched(Options options) {
            this.options = options;
        }

        @Override
        public boolean test(String host) {
            return options.hosts().watches(host);
        }
    }

    private static final class TellingFaults implements Consumer<Throwable> {
        @Override
        public void accept(Throwable fault) {
            AgentLog.suppressed("telling an event", fault);
        }
    }

    /** Puts a fault into the events file. On the thread that had it, which does no more than fill the queue. */
    private final class Faults implements Consumer<String> {
        @Override
        public void accept(String fault) {
            writer.submit(AgentEvents.fault(stamp, new Redaction(options.redact()).error(fault)));
        }
    }

    /** The hook: waits for {@link Ending}, but not for ever. */
    private final class End implements Runnable {
        @Override
        public void run() {
            try {
                Thread ending = WriterThread.create("resetguard-summary", new Ending());
                ending.start();
                ending.join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable fault) {
                AgentLog.suppressed("the end", fault);
            }
        }
    }

    private final class Ending implements Runnable {
        @Override
        public void run() {
            end();
        }
    }
}
