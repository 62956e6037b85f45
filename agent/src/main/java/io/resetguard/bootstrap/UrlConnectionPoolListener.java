package io.resetguard.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the further hooks in the {@code HttpURLConnection} family ask that are there only where {@code prevent} is on.
 * Unlike most of {@link UrlConnectionListener}, its answers change what the JDK does. On the thread that wants a
 * connection, the application's; no lock of the JDK's pool is held.
 */
public abstract class UrlConnectionPoolListener {

    /** May this client, just taken from the pool, be used for this call ({@code null}: none that is known)? */
    protected abstract boolean mayReuse(Object client, @Nullable Object call);

    /** Closes a client that may not be used, and takes the next from the pool; {@code null}: there is none. */
    protected abstract @Nullable Object insteadOf(Object client, @Nullable Object url, @Nullable Object factory)
            throws Exception;

    /** The call has a client, pooled or new; {@code null}: none could be opened. */
    protected abstract void checkedOut(@Nullable Object client, @Nullable Object call);
}
