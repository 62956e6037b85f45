package io.resetguard.origin;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.TrackedConnection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each origin and each remote address; the 1,000 last used of either. Any thread; a lock held for a
 * look-up, which a request on a connection that was used before does not need. Times are those of
 * {@link System#nanoTime()}, passed in.
 */
public final class Origins {

    static final int MOST = 1000;

    private final OriginTable origins;
    private final Map<String, AddressMemory> addresses = new LatelyUsed<>(MOST);
    private final StaleElsewhere stale = new StaleElsewhere();

    /** All origins are watched. */
    public Origins() {
        this(null);
    }

    /**
     * @param watched whether a host is among {@code hosts}; {@code null}: all are
     */
    public Origins(@Nullable Predicate<String> watched) {
        this.origins = new OriginTable(MOST, watched);
    }

    /** A request is about to be sent: what is known of its origin, kept by the connection from now on. */
    public AddressProfile requestBegan(
            TrackedConnection connection, boolean tls, String host, int port, long nowNanos) {
        AddressProfile known = AddressProfile.of(connection);
        boolean first = known == null;
        if (known == null || !known.origin().isFor(tls, host, port)) {
            OriginProfile origin = origins.of(OriginName.of(tls, host, port));
            boolean isOpen = connection.remote() != null; // HttpClient begins a request before it connects
            known = isOpen
                    ? origin.at(connection.remote(), connection.connectNanos(), nowNanos)
                    : new AddressProfile(origin, AddressProfile.key(null), nowNanos);
            connection.known(known);
        }
        known.origin().used();
        known.origin().counts().requestBegan(first && connection.ageKnown);
        return known;
    }

    /** A request goes to the origin of its first connection once more, on another one. */
    public void sentAgain(TrackedConnection before, TrackedConnection next, long nowNanos) {
        AddressProfile known = AddressProfile.of(before);
        if (known != null && next.known() == null) {
            next.known(known.origin().at(next.remote(), next.connectNanos(), nowNanos));
            known.origin().counts().requestBegan(next.ageKnown);
        }
    }

    /** The head of a response came. */
    public void answered(Exchange exchange, long nowNanos) {
        AddressProfile known = AddressProfile.of(exchange.connection());
        if (known != null) {
            known.answered(exchange, nowNanos);
        }
    }

    /** No answer came until the application's time was up; that says something where the connection had been idle. */
    public void timedOut(Exchange exchange) {
        AddressProfile known = AddressProfile.of(exchange.connection());
        boolean wasIdle = exchange.requestNumber() > 1 && exchange.idleNanos() >= ReuseIdle.TELLING_NANOS;
        if (known != null && wasIdle && exchange.receivedBytes() <= 0) {
            known.origin().counts().timedOut(exchange.idleNanos());
        }
    }

    /** Takes note of a connection, or stream, that the peer ended just now. */
    public void peerEnded(PeerReset reset, long nowNanos) {
        peerEnded(reset, of(OriginName.of(reset.url)), nowNanos, nowNanos);
    }

    /**
     * The same of one that ended before: the JDK may first open another connection, and wait for that.
     *
     * @param origin that of its URL
     * @param endedNanos when it ended
     */
    public void peerEnded(PeerReset reset, OriginProfile origin, long endedNanos, long nowNanos) {
        origin.peerEnded(reset, AddressProfile.key(reset.remote), nowNanos);
        stale.add(origin.name(), reset, nowNanos);
        AddressMemory address = ofAddress(reset.remote, true);
        if (address != null) {
            address.peerEnded(reset, endedNanos, nowNanos);
        }
    }

    /** What there is to know for the diagnosis of a reset that was noted just now. */
    public Known around(PeerReset noted, long nowNanos) {
        String name = OriginName.of(noted.url);
        return new Known(
                noted, of(name), ofAddress(noted.remote, false), surroundings(name, noted, nowNanos), nowNanos);
    }

    private Surroundings surroundings(@Nullable String name, PeerReset noted, long nowNanos) {
        OriginProfile origin = of(name);
        OriginProfile otherScheme = known(OriginName.withOtherScheme(name));
        return new Surroundings(
                stale.others(name, noted, nowNanos),
                otherScheme != null && otherScheme.hasAnswered(),
                origin.anotherAnsweredSince(noted.remote, nowNanos - Surroundings.LATELY_NANOS));
    }

    private @Nullable OriginProfile known(@Nullable String name) {
        return name == null ? null : origins.known(name);
    }

    /** The peer closed this idle connection; open, for all that is known, until {@code aliveNanos} of its idle time. */
    public void closedWhileIdle(TrackedConnection connection, long aliveNanos, long idleNanos, long nowNanos) {
        AddressProfile known = AddressProfile.of(connection);
        if (known != null) {
            int exact = aliveNanos == idleNanos ? LimitEvidence.EXACT : 0;
            int done = connection.ageKnown ? connection.requests() : 0;
            known.origin()
                    .ended(
                            known.address | LimitEvidence.CLOSED | exact,
                            nowNanos - idleNanos + aliveNanos,
                            idleNanos,
                            connection.ageNanos(nowNanos),
                            done,
                            nowNanos);
        }
        if (aliveNanos == idleNanos) {
            closedWhileIdle(connection.remote(), idleNanos, nowNanos);
        }
    }

    /** The peer closed an idle connection to this address, seen as it came; all there is to note of an unknown origin. */
    public void closedWhileIdle(@Nullable String remote, long idleNanos, long nowNanos) {
        AddressMemory address = ofAddress(remote, true);
        if (address != null) {
            address.closedWhileIdle(idleNanos, nowNanos);
        }
    }

    /** A connection was opened, for a request that may have begun. */
    public void connected(TrackedConnection connection, long nowNanos) {
        AddressProfile before = AddressProfile.of(connection);
        if (before != null) {
            connection.known(before.origin().at(connection.remote(), connection.connectNanos(), nowNanos));
        }
        connected(connection.remote(), nowNanos);
    }

    /** A connection was opened to this address: noted where an end was seen before, for only then it says something. */
    public void connected(@Nullable String remote, long nowNanos) {
        AddressMemory address = ofAddress(remote, false);
        if (address != null) {
            address.connected(nowNanos);
        }
    }

    /**
     * Nobody listened where this connection was to lead. Noted of origins that are known: who tries one after the other
     * displaces none of them.
     */
    public void refused(TrackedConnection connection, long nowNanos) {
        String host = connection.dialledHost();
        if (host == null || host.length() > OriginName.MAX_CHARS) {
            return;
        }
        String plain = OriginName.of(false, host, connection.dialledPort());
        refused(known(plain), nowNanos);
        refused(known(OriginName.withOtherScheme(plain)), nowNanos);
    }

    private static void refused(@Nullable OriginProfile origin, long nowNanos) {
        if (origin != null) {
            origin.refused(nowNanos);
        }
    }

    /** All that are known, the most used first, no more than {@code most}. */
    public List<OriginProfile> mostUsed(int most) {
        List<OriginProfile> all = origins.all();
        Collections.sort(all, new ByRequests());
        return all.size() > most ? all.subList(0, most) : all;
    }

    /** What is known of {@code scheme://host:port}; of one that is unknown or too long to be kept, nothing. */
    public OriginProfile of(@Nullable String origin) {
        return origins.of(origin);
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
        return origins.size();
    }

    /** The busiest first. */
    private static final class ByRequests implements Comparator<OriginProfile> {
        @Override
        public int compare(OriginProfile one, OriginProfile other) {
            return Long.compare(other.counts().requests(), one.counts().requests());
        }
    }
}
