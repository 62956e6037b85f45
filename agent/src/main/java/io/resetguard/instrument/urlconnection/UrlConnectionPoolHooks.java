package io.resetguard.instrument.urlconnection;

import static io.resetguard.instrument.Argument.parameter;
import static io.resetguard.instrument.Argument.result;

import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.util.Arrays;
import java.util.List;

/**
 * The rows by which no stale connection is used again: only where {@code prevent} is on. JDK 8 to 27 look into the pool
 * at two places, {@code HttpClient.New} and {@code HttpsClient.New}, and open a connection of their own where it has
 * none to give.
 */
public final class UrlConnectionPoolHooks {

    private static final String PROBE = "io/resetguard/bootstrap/UrlConnectionPoolProbe";

    private static final String CLIENT = "sun/net/www/http/HttpClient";
    private static final String HTTPS_CLIENT = "sun/net/www/protocol/https/HttpsClient";
    private static final String POOL = "sun/net/www/http/KeepAliveCache";

    private UrlConnectionPoolHooks() {}

    /** The rows. */
    public static List<Hook> table() {
        String http = "prevent for HttpURLConnection (http)";
        String https = "prevent for HttpURLConnection (https)";
        return Arrays.asList(
                // New(URL, Proxy, int, boolean, HttpURLConnection); the pool's lock is free again after get.
                newClient(CLIENT, 5)
                        .on(Point.AFTER_CALL, POOL, "get")
                        .calls("pooled", http, parameter(1), parameter(5)),
                newClient(CLIENT, 5).on(Point.RETURN).calls("checkedOut", http, result(), parameter(5)),
                newClient(CLIENT, 5).on(Point.THROW).calls("notOpened", http, parameter(5)),
                // New(SSLSocketFactory, URL, HostnameVerifier, Proxy, boolean, int, HttpURLConnection)
                newClient(HTTPS_CLIENT, 7)
                        .on(Point.AFTER_CALL, POOL, "get")
                        .calls("pooled", https, parameter(1), parameter(2), parameter(7)),
                newClient(HTTPS_CLIENT, 7).on(Point.RETURN).calls("checkedOut", https, result(), parameter(7)),
                newClient(HTTPS_CLIENT, 7).on(Point.THROW).calls("notOpened", https, parameter(7)));
    }

    private static Hook.Builder newClient(String className, int arguments) {
        return Hook.in(PROBE, className, "New", arguments);
    }
}
