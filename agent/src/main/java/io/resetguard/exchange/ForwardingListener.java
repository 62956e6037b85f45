package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

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
    public void closedWhileIdle(@Nullable String remote, long idleNanos) {
        told.closedWhileIdle(remote, idleNanos);
    }

    @Override
    public void connected(@Nullable String remote) {
        told.connected(remote);
    }
}
