package io.resetguard.origin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses of a host could lately not be connected to, so that the next connection takes another one of the same
 * host (RFC 9110 4.3.3 leaves the choice to the client); the JDK's clients know the first one only. For ten seconds, after
 * which the resolver's order holds again. At most 256 hosts, least recently used go. Any thread. Times are those of
 * {@link System#nanoTime()}.
 */
public final class UnreachableAddresses {

    private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MOST_HOSTS = 256;

    private final LatelyUsed<Host> hosts = new LatelyUsed<>(MOST_HOSTS);
    private final Resolver resolver;

    /** Until the first failure, and where hosts have one address, asking costs this field. */
    private volatile boolean empty = true;

    /** All addresses of a host, in the order in which they are to be tried. */
    interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** With the JDK's own resolver and its cache. */
    public UnreachableAddresses() {
        this(new JdkResolver());
    }

    UnreachableAddresses(Resolver resolver) {
        this.resolver = resolver;
    }

    private static final class JdkResolver implements Resolver {
        @Override
        public InetAddress[] all(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }
    }

    /** The addresses of one host and port. */
    private static final class Host {
        final InetAddress[] addresses;
        final boolean[] failed;

        /** When it failed last; meaningful where {@code failed}. */
        final long[] failedNanos;

        Host(InetAddress[] addresses) {
            this.addresses = addresses;
            this.failed = new boolean[addresses.length];
            this.failedNanos = new long[addresses.length];
        }

        /** Which was to be dialled at that time: the first in the resolver's order that was fit; -1: none was. */
        int fitAt(long nanos) {
            for (int i = 0; i < addresses.length; i++) {
                long since = nanos - failedNanos[i];
                if (!failed[i] || since < 0 || since > FORGOTTEN_NANOS) {
                    return i;
                }
            }
            return -1;
        }
    }

    /**
     * The address to connect to: {@code resolved}, or the next one of the same host where that has lately failed.
     *
     * @param resolved as the JDK means to dial it
     */
    public InetSocketAddress instead(InetSocketAddress resolved, long nowNanos) {
        InetAddress first = resolved.getAddress();
        return empty || first == null ? resolved : known(resolved, first, nowNanos);
    }

    private synchronized InetSocketAddress known(InetSocketAddress resolved, InetAddress first, long nowNanos) {
        Host host = hosts.get(key(resolved.getHostString(), resolved.getPort()));
        // The resolver may have new addresses by now, or another order.
        if (host == null || !host.addresses[0].equals(first)) {
            return resolved;
        }
        int next = host.fitAt(nowNanos);
        return next <= 0 ? resolved : new InetSocketAddress(host.addresses[next], resolved.getPort());
    }

    /**
     * A connection to this host did not come about. Looks the host up, which the JDK has done just before.
     *
     * @param beganNanos when the connection was begun
     * @return whether there is an address that has not failed lately
     */
    public boolean failed(String host, int port, long beganNanos, long nowNanos) {
        InetAddress[] addresses = addresses(host);
        return addresses != null && failed(key(host, port), addresses, beganNanos, nowNanos);
    }

    private synchronized boolean failed(String key, InetAddress[] addresses, long beganNanos, long nowNanos) {
        Host known = hosts.get(key);
        if (known == null || !Arrays.equals(known.addresses, addresses)) {
            known = new Host(addresses);
            hosts.put(key, known);
            empty = false;
        }
        // Others may have failed since, and been given the next one already.
        int tried = Math.max(0, known.fitAt(beganNanos));
        known.failed[tried] = true;
        known.failedNanos[tried] = nowNanos;
        return known.fitAt(nowNanos) >= 0;
    }

    /** {@code null} where there is no choice. */
    private InetAddress @Nullable [] addresses(String host) {
        try {
            InetAddress[] all = resolver.all(host);
            return all.length < 2 ? null : all;
        } catch (UnknownHostException | SecurityException nothingKnown) {
            return null;
        }
    }

    private static String key(String host, int port) {
        return host + ":" + port;
    }
}
