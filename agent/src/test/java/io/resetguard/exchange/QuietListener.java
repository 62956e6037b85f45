package io.resetguard.exchange;

/** Does nothing about what it is told; a test takes up what it looks at. */
public class QuietListener implements ExchangeListener {
    @Override
    public void peerEnded(PeerReset reset) {}

    @Override
    public void jdkResent(Resend resend) {}

    @Override
    public void requestBegan(TrackedConnection connection, boolean tls, String host, int port, long nowNanos) {}

    @Override
    public void sentAgain(TrackedConnection before, TrackedConnection next, long nowNanos) {}

    @Override
    public void answered(Exchange exchange, long nowNanos) {}

    @Override
    public void closedWhileIdle(TrackedConnection connection, long aliveNanos, long idleNanos) {}

    @Override
    public void connected(TrackedConnection connection) {}

    @Override
    public void refused(TrackedConnection connection) {}

    @Override
    public void timedOut(Exchange exchange) {}
}
