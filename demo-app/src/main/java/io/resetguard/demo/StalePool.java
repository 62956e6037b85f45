package io.resetguard.demo;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Answers the first requests only when so many are under way that the client has as many connections, which it then
 * pools; resets each of them when it is used after its idle time. New connections are served well.
 */
final class StalePool implements Habit {
    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch underWay;

    StalePool(int connections) {
        this.underWay = new CountDownLatch(connections);
    }

    @Override
    public void serve(ServiceConnection connection) throws IOException {
        for (ServiceRequest request = connection.next(); request != null; request = connection.next()) {
            connection.readBody(request);
            if (request.idleMillis > Scenario.IDLE_LIMIT_MILLIS) {
                connection.reset();
                return;
            }
            underWay.countDown();
            try {
                if (!underWay.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("the application opened too few connections");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            connection.answer(request);
        }
    }
}
