package io.resetguard.prevent;

import io.resetguard.exchange.TrackedConnection;
import org.jspecify.annotations.Nullable;

/** A pooled connection that was not used again, and what for. Immutable but for its connection; not kept for long. */
public final class Prevented {

    /** {@code HttpURLConnection} or {@code HttpClient}. */
    public final String client;

    /** Of the request that was to use it; {@code null}: not known at that place. */
    public final @Nullable String method;

    /** {@code URL} or {@code URI} of that request, not yet redacted; {@code null}: not known at that place. */
    public final @Nullable Object url;

    /** The connection that was closed instead. */
    public final TrackedConnection connection;

    /** Why, with the numbers as they were then. */
    public final ReuseDecision why;

    /** The connection that the request got; 0: not known. */
    public final long newConnectionId;

    public Prevented(
            String client,
            @Nullable String method,
            @Nullable Object url,
            TrackedConnection connection,
            ReuseDecision why,
            long newConnectionId) {
        this.client = client;
        this.method = method;
        this.url = url;
        this.connection = connection;
        this.why = why;
        this.newConnectionId = newConnectionId;
    }
}
