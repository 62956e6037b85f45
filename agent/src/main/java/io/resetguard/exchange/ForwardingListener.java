package io.resetguard.exchange;

/** Hands everything on; for who stands before a listener and has something to add. */
public abstract class ForwardingListener implements ExchangeListener {

    private final ExchangeListener told;

    protected ForwardingListener(ExchangeListener told) {
        this.told = told;
    }

    @Override
    public void peerEnded(PeerReset reset) {
        told.peerEnded(reset);
    }

    @Override
    public void jdkResent(Resend resend) {
        told.jdkResent(resend);
    }

    @Override
    public void requestBegan(TrackedConnection connection, boolean tls, String host, int port, long nowNanos) {
        told.requestBegan(connection, tls, host, port, nowNanos);
    }

    @Override
    public void sentAgain(TrackedConnection before, TrackedConnection next, long nowNanos) {
        told.sentAgain(before, next, nowNanos);
    }

    @Override
    public void answered(Exchange exchange, long nowNanos) {
        told.answered(exchange, nowNanos);
    }

    @Override
    public void closedWhileIdle(TrackedConnection connection, long aliveNanos, long idleNanos) {
        told.closedWhileIdle(connection, aliveNanos, idleNanos);
    }

    @Override
    public void timedOut(Exchange exchange) {
        told.timedOut(exchange);
    }

    @Override
    public void connected(TrackedConnection connection) {
        told.connected(connection);
    }

    @Override
    public void refused(TrackedConnection connection) {
        told.refused(connection);
    }
}
