package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The last net, for a JDK whose insides have moved: where a hook is missing, a reset is told from nothing but the
 * exception that the application gets, unless one of its causes was told before. Any thread.
 */
public final class SurfacedErrors implements ExchangeListener {

    private static final int DEEPEST = 16;

    private final String client;
    private final ExchangeListener told;
    private final WeakIdentityMap<Boolean> known = new WeakIdentityMap<>();
    private volatile boolean spread;

    /** A net that is not spread yet: until then it hands everything on. */
    public SurfacedErrors(String client, ExchangeListener told) {
        this.client = client;
        this.told = told;
    }

    /** From now on exceptions that nobody explained are told. */
    public void spread() {
        spread = true;
    }

    /** Whether exceptions are looked at. */
    public boolean isSpread() {
        return spread;
    }

    /** The application gets this exception for this request. */
    public void surfaced(@Nullable String method, @Nullable Object url, Throwable error) {
        Signal signal = spread ? Signal.ofSurfaced(error) : null;
        if (signal == null || isKnown(error)) {
            return;
        }
        PeerResetBuilder reset = new PeerResetBuilder(client)
                .call(0, method, url == null ? null : String.valueOf(url))
                .phase(Phase.UNKNOWN)
                .signal(signal)
                .error(error);
        peerEnded((Signal.isCutBody(error) ? reset.truncated(-1, -1) : reset).build());
    }

    @Override
    public void peerEnded(PeerReset reset) {
        if (spread) {
            note(reset.error);
        }
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

    private void note(@Nullable Throwable error) {
        int depth = 0;
        for (Throwable t = error; t != null && depth < DEEPEST; t = t.getCause(), depth++) {
            known.put(t, Boolean.TRUE);
        }
    }

    private boolean isKnown(Throwable error) {
        int depth = 0;
        for (Throwable t = error; t != null && depth < DEEPEST; t = t.getCause(), depth++) {
            if (known.get(t) != null) {
                return true;
            }
        }
        return false;
    }
}
