package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The last net, for a JDK whose insides have moved: where a hook is missing, a reset is told from nothing but the
 * exception that the application gets, unless one of its causes was told before. Any thread.
 */
public final class SurfacedErrors extends ForwardingListener {

    private final String client;
    private final WeakIdentityMap<Boolean> known = new WeakIdentityMap<>();
    private volatile boolean spread;

    /** A net that is not spread yet: until then it hands everything on. */
    public SurfacedErrors(String client, ExchangeListener told) {
        super(told);
        this.client = client;
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
        super.peerEnded(reset);
    }

    private void note(@Nullable Throwable error) {
        for (Throwable t : Causes.of(error)) {
            known.put(t, Boolean.TRUE);
        }
    }

    private boolean isKnown(Throwable error) {
        for (Throwable t : Causes.of(error)) {
            if (known.get(t) != null) {
                return true;
            }
        }
        return false;
    }
}
