package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/** Between whom a connection is: what was dialled, and both ends' addresses. Written once, by who opens it. */
final class Endpoints {

    private @Nullable Object local;
    private @Nullable Object remote;
    private @Nullable String dialledHost;
    private int dialledPort;

    void dialled(String host, int port) {
        this.dialledHost = host;
        this.dialledPort = port;
    }

    void connected(@Nullable Object localAddress, @Nullable Object remoteAddress) {
        local = localAddress;
        remote = remoteAddress;
    }

    @Nullable
    String dialledHost() {
        return dialledHost;
    }

    int dialledPort() {
        return dialledPort;
    }

    /** See {@link TrackedConnection#proxyFor}. */
    @Nullable
    String proxyFor(String originHost, int originPort) {
        String host = dialledHost;
        boolean origin = host == null
                || (host.equalsIgnoreCase(originHost)
                        && (originPort == dialledPort
                                || (originPort < 0 && (dialledPort == 80 || dialledPort == 443))));
        return origin ? null : host + ":" + dialledPort;
    }

    @Nullable
    String local() {
        return text(local);
    }

    @Nullable
    String remote() {
        return text(remote);
    }

    /** Without the host name that may stand before the slash. */
    private static @Nullable String text(@Nullable Object socketAddress) {
        if (socketAddress == null) {
            return null;
        }
        String text = socketAddress.toString();
        return text.substring(text.indexOf('/') + 1);
    }
}
