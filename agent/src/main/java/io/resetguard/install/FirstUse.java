package io.resetguard.install;

import io.resetguard.bootstrap.Probe;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Installs the hooks of one client once, on whatever thread uses it first. Another thread waits for that, but never for
 * long: it may hold a class loader's lock that the installing thread needs.
 */
final class FirstUse extends Probe.Installer {

    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable installation;
    private volatile boolean done;

    FirstUse(Runnable installation) {
        this.installation = installation;
    }

    @Override
    protected void firstUse() {
        if (done || lock.isHeldByCurrentThread()) {
            return;
        }
        boolean mine = false;
        try {
            mine = lock.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (mine && !done) {
                installation.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                done = true;
                lock.unlock();
            }
        }
    }
}
