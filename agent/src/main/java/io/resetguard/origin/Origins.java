package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each origin and each remote address; the 1,000 last used of either. Any thread; a lock held for a
 * look-up. Times are those of {@link System#nanoTime()}, passed in.
 */
public final class Origins {

    static final int MOST = 1000;

    private final Map<String, OriginMemory> origins = new LatelyUsed<>(MOST);
    private final Map<String, AddressMemory> addresses = new LatelyUsed<>(MOST);

    /** Takes note of a connection, or stream, that the peer ended. */
    public void peerEnded(PeerReset reset, long nowNanos) {
        of(OriginName.of(reset.url)).peerEnded(reset);
        AddressMemory address = ofAddress(reset.remote, true);
        if (address != null) {
            address.peerEnded(reset, nowNanos);
        }
    }

    /** What there is to know for the diagnosis of a reset that was noted just now. */
    public Known around(PeerReset noted) {
        OriginMemory origin = of(OriginName.of(noted.url));
        AddressMemory address = ofAddress(noted.remote, false);
        return new Known(
                origin.reuseIdle().without(noted),
                origin.announcedTimeoutSeconds(),
                address == null ? IdleCloses.NONE : address.idleCloses(),
                address == null ? EndedTogether.NONE : address.endedTogether());
    }

    /** The peer closed an idle connection to this address. */
    public void closedWhileIdle(@Nullable String remote, long idleNanos, long nowNanos) {
        AddressMemory address = ofAddress(remote, true);
        if (address != null) {
            address.closedWhileIdle(idleNanos, nowNanos);
        }
    }

    /** A connection was opened to this address: noted where an end was seen before, for only then it says something. */
    public void connected(@Nullable String remote, long nowNanos) {
        AddressMemory address = ofAddress(remote, false);
        if (address != null) {
            address.connected(nowNanos);
        }
    }

    /** What is known of {@code scheme://host:port}; of one that is unknown or too long to be kept, nothing. */
    public OriginMemory of(@Nullable String origin) {
        if (origin == null || origin.length() > OriginName.MAX_CHARS) {
            return new OriginMemory();
        }
        synchronized (origins) {
            OriginMemory known = origins.get(origin);
            if (known == null) {
                known = new OriginMemory();
                origins.put(origin, known);
            }
            return known;
        }
    }

    private @Nullable AddressMemory ofAddress(@Nullable String remote, boolean remember) {
        String key = key(remote);
        if (key == null) {
            return null;
        }
        synchronized (addresses) {
            AddressMemory known = addresses.get(key);
            if (known == null && remember) {
                known = new AddressMemory();
                addresses.put(key, known);
            }
            return known;
        }
    }

    /** {@code host/1.2.3.4:80}, as the JDK writes a socket address, and {@code 1.2.3.4:80} are one. */
    private static @Nullable String key(@Nullable String remote) {
        if (remote == null || remote.equals("null")) {
            return null;
        }
        String address = remote.substring(remote.indexOf('/') + 1);
        return address.isEmpty() || address.length() > OriginName.MAX_CHARS ? null : address;
    }

    /** How many origins are remembered. */
    int size() {
        synchronized (origins) {
            return origins.size();
        }
    }
}
