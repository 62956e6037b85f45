package io.resetguard;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.event.WriterThread;
import io.resetguard.origin.JvmPauses;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes up four times a second while there are requests, to notice when this JVM stood still
 * (docs/adr/0020-when-the-jvm-itself-stood-still.md). A minute without one, and it sleeps until the next.
 */
final class PauseWatch implements Runnable {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final JvmPauses pauses = new JvmPauses();
    private volatile @Nullable Thread thread;

    /** Was there a request since the thread asked last? All that a request pays is to read this. */
    private volatile boolean used;

    private volatile boolean asleep;

    /** What it saw. */
    JvmPauses seen() {
        return pauses;
    }

    /** There is a request. On the healthy path. */
    void used() {
        if (!used) {
            used = true;
            wake();
        }
    }

    private void wake() {
        Thread its = thread;
        if (its == null) {
            start();
        } else if (asleep) {
            LockSupport.unpark(its);
        }
    }

    private synchronized void start() {
        if (thread == null) {
            Thread its = WriterThread.create("resetguard-pauses", this);
            thread = its;
            its.start();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                watch();
                asleep = true;
                while (!used) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
        } catch (Throwable fault) {
            AgentLog.suppressed("watching for pauses", fault);
        }
    }

    /** Until there was no request for a minute. */
    private void watch() {
        long quietSince = System.nanoTime();
        pauses.begin(quietSince, System.currentTimeMillis());
        for (long now = quietSince; now - quietSince < QUIET_NANOS; now = System.nanoTime()) {
            LockSupport.parkNanos(this, JvmPauses.TICK_NANOS);
            pauses.tick(System.nanoTime(), System.currentTimeMillis());
            if (used) {
                used = false;
                quietSince = now;
            }
        }
        pauses.stop();
    }
}
