package io.resetguard.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * What the hooks in the {@code HttpURLConnection} family call that are there only where {@code prevent} is on. Nothing
 * here throws or blocks; where anything goes wrong, the JDK's own choice stands, or it opens a new connection.
 */
public final class UrlConnectionPoolProbe {

    private static volatile @Nullable UrlConnectionPoolListener listener;

    private UrlConnectionPoolProbe() {}

    /** Who answers; {@code null}: nobody, and what the pool gave is used. */
    public static void listener(@Nullable UrlConnectionPoolListener listener) {
        UrlConnectionPoolProbe.listener = listener;
    }

    /** Hook: HttpClient.New has asked the pool. Returns what it is to take for the pool's answer. */
    public static @Nullable Object pooled(@Nullable Object client, @Nullable Object url, @Nullable Object call) {
        return pooled(client, null, url, call);
    }

    /** Hook: HttpsClient.New has asked the pool, whose clients are told apart by their socket factory too. */
    public static @Nullable Object pooled(
            @Nullable Object client, @Nullable Object factory, @Nullable Object url, @Nullable Object call) {
        UrlConnectionPoolListener l = listener;
        if (l == null) {
            return client;
        }
        @Nullable Object next = client;
        try {
            AgentLog.faultPoint("pooled");
            while (next != null && !l.mayReuse(next, call)) {
                Object refused = next;
                next = null; // should anything go wrong from here on: no closed client is handed on
                next = l.insteadOf(refused, url, factory);
            }
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionPoolProbe.pooled", fault);
        }
        return next;
    }

    /** Hook: HttpClient.New or HttpsClient.New returns this client. */
    public static void checkedOut(@Nullable Object client, @Nullable Object call) {
        UrlConnectionPoolListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("checkedOut");
            l.checkedOut(client, call);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionPoolProbe.checkedOut", fault);
        }
    }

    /** Hook: HttpClient.New or HttpsClient.New throws. */
    public static void notOpened(@Nullable Object call) {
        checkedOut(null, call);
    }
}
