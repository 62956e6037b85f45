package io.resetguard.it.malformed;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How far client and server are with the requests to one origin. Thread-safe. */
final class Progress {
    private int received;
    private int results;
    private int ending;

    /** The server answers one; gives back the results so far, for {@link #awaitResult}. */
    synchronized int received() {
        received++;
        return results;
    }

    /** The requests that the server has answered so far. */
    synchronized int answered() {
        return received;
    }

    /** The application has the result of one. */
    synchronized void result() {
        results++;
        notifyAll();
    }

    /** Waits for the result of the request that is being answered; not longer, as the client may wait for the end. */
    synchronized void awaitResult(int before, long millis) {
        await(() -> results > before, millis);
    }

    /** The server will end a connection. */
    synchronized void ending() {
        ending++;
    }

    /** It has, and the client has closed its side of it too. */
    synchronized void ended() {
        ending--;
        notifyAll();
    }

    /** Waits until the client has noticed each end, so that no request is on its way to meet one. */
    synchronized void awaitEnds(long millis) {
        await(() -> ending == 0, millis);
    }

    private void await(BooleanSupplier condition, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = millis; left > 0 && !condition.getAsBoolean(); ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
