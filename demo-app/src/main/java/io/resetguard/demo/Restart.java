package io.resetguard.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A replica that dies: holds requests until enough are under way, then resets their connections all at once. From then
 * on it answers, as its successor behind the same address would.
 */
final class Restart implements Habit {
    private static final long PATIENCE_MILLIS = 3_000;

    private final int requestsUnderWay;
    private final List<ServiceConnection> dying = new ArrayList<>();
    private boolean restarted;

    Restart(int requestsUnderWay) {
        this.requestsUnderWay = requestsUnderWay;
    }

    @Override
    public void serve(ServiceConnection connection) throws IOException {
        for (ServiceRequest request = connection.next(); request != null; request = connection.next()) {
            connection.readBody(request);
            if (diesWith(connection)) {
                return;
            }
            connection.answer(request);
        }
    }

    /** Whether this connection went down with the old replica; waits for the end if it has to. */
    private synchronized boolean diesWith(ServiceConnection connection) throws IOException {
        if (restarted) {
            return false;
        }
        dying.add(connection);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!restarted && dying.size() < requestsUnderWay && System.nanoTime() < deadline) {
            try {
                wait(100);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        if (!restarted) {
            restarted = true;
            for (ServiceConnection each : dying) {
                each.reset();
            }
            notifyAll();
        }
        return true;
    }
}
