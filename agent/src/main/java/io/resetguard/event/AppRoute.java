package io.resetguard.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * {@code log=app}: a line goes to the application's SLF4J once the application has started that; until then it waits, but
 * no longer than {@link #WAIT_NANOS}, then goes to stderr. An application that has no SLF4J gets it on stderr at once.
 */
final class AppRoute implements LineRoute {
    static final long WAIT_NANOS = 5_000_000_000L;
    static final int MAX_WAITING = 256;
    private static final long TICK_NANOS = 100_000_000L;

    /** What became of a line. */
    private enum Outcome {
        DONE,
        WAIT,
        STDERR
    }

    private final AppLogging logging;
    private final LongSupplier nanoClock;
    private final Consumer<Throwable> faults;
    private final Deque<LogLine> waiting = new ArrayDeque<>();
    private boolean hurrying;
    private long silenced;

    AppRoute(AppLogging logging, LongSupplier nanoClock, Consumer<Throwable> faults) {
        this.logging = logging;
        this.nanoClock = nanoClock;
        this.faults = faults;
    }

    @Override
    public void tell(LogLine line) {
        // First come, first told: what waits may be able to go by now.
        tick();
        if (!settle(line)) {
            waiting.add(line);
        }
        if (waiting.size() > MAX_WAITING) {
            waiting.remove().printToStderr();
        }
    }

    @Override
    public long tick() {
        for (Iterator<LogLine> lines = waiting.iterator(); lines.hasNext(); ) {
            if (settle(lines.next())) {
                lines.remove();
            }
        }
        return waiting.isEmpty() ? EventSink.NEVER : TICK_NANOS;
    }

    @Override
    public void hurry() {
        hurrying = true;
        tick();
    }

    /** Lines whose logger the application had switched off. */
    long silenced() {
        return silenced;
    }

    /** Whether the line is told, or rightly not told. */
    private boolean settle(LogLine line) {
        Outcome outcome;
        try {
            outcome = offer(line);
        } catch (Throwable t) {
            // An appender's own fault, or a class loader that is gone.
            faults.accept(t);
            outcome = Outcome.STDERR;
        }
        boolean waits = outcome == Outcome.WAIT && !hurrying && nanoClock.getAsLong() - line.arrivedNanos < WAIT_NANOS;
        if (waits) {
            return false;
        }
        if (outcome != Outcome.DONE) {
            line.printToStderr();
        }
        return true;
    }

    private Outcome offer(LogLine line) {
        ClassLoader loader = line.event.callerLoader();
        AppLogger app = logging.loaded(loader, true);
        if (app == null) {
            return !hurrying && logging.couldCome(loader, WAIT_NANOS) ? Outcome.WAIT : Outcome.STDERR;
        }
        if (!app.isInitialised()) {
            return app.mayStillStart() ? Outcome.WAIT : Outcome.STDERR;
        }
        boolean settled = nanoClock.getAsLong() - app.firstSeenNanos() >= WAIT_NANOS;
        if (hurrying && !app.isAlive()) {
            // Logging that was stopped takes lines and drops them.
            boolean silent = settled && !app.isEnabled(line.logger(), line.isWarning());
            return silent ? silence() : Outcome.STDERR;
        }
        if (app.log(line.logger(), line.isWarning(), line.text, line.event.mdc())) {
            return Outcome.DONE;
        }
        // Spring Boot denies everything until its logging system is up.
        return settled ? silence() : Outcome.WAIT;
    }

    private Outcome silence() {
        silenced++;
        return Outcome.DONE;
    }
}
