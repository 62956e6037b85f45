package io.resetguard.it.real;

import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the real servers pass requests on to: paths that end with {@code /slow} are answered when the gate opens, at
 * {@code /cut} it dies in the body.
 */
public final class Backend implements AutoCloseable {
    private final ScriptedServer server;
    private final BlockingQueue<ReceivedRequest> held = new LinkedBlockingQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(1);

    private final long holdMillis;

    Backend() {
        this(0);
    }

    private Backend(long holdMillis) {
        this.holdMillis = holdMillis;
        server = ScriptedServer.start(this::step);
    }

    /** One that takes so long to answer. */
    public static Backend holding(long millis) {
        return new Backend(millis);
    }

    /** Of the requests so far, in the order in which they came. */
    public List<String> paths() {
        return server.received().stream().map(ReceivedRequest::path).toList();
    }

    public int port() {
        return server.port();
    }

    /** The gate is shut until {@link #open}. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Waits until so many more requests are held by the gate. */
    void awaitHeld(int count) {
        try {
            for (int i = 0; i < count; i++) {
                if (held.poll(20, TimeUnit.SECONDS) == null) {
                    throw new AssertionError("only " + i + " of " + count + " requests came through");
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ServerStep step(ReceivedRequest request) {
        if (request.path().endsWith("/cut")) {
            return SocketEffect.CLOSE_IN_BODY.step();
        }
        if (request.path().endsWith("/slow")) {
            held.add(request);
            awaitGate();
        }
        return SocketEffect.RESPOND.step().after(holdMillis);
    }

    private void awaitGate() {
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the gate stays shut");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
