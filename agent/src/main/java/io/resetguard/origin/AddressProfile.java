package io.resetguard.origin;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.TrackedConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one origin at one of its addresses; kept by each connection to there ({@link TrackedConnection#known}),
 * so that no request needs a look-up. Any thread.
 */
public final class AddressProfile {

    /** An address is told from others by so much of its hash; where that fails, two count as one. */
    static final int BITS = LimitEvidence.EXACT - 1;

    final int address;
    private final OriginProfile origin;
    private volatile LearnedLimit limit = LearnedLimit.UNKNOWN;
    private volatile long staleSinceNanos;
    private volatile boolean hasStale;

    /** When an answer of this address was last looked at, in seconds; always odd, 0: none was. Racy. */
    private int answeredAt;

    /** The longest idle time that was no harm, since the last end of one that was not longer. */
    private int provenIdle;

    AddressProfile(OriginProfile origin, int address, long nowNanos) {
        this.origin = origin;
        this.address = address;
        this.staleSinceNanos = nowNanos;
    }

    /** {@code 1.2.3.4:80}, without the host's name. */
    static int key(@Nullable String remote) {
        int hash = remote == null ? 0 : remote.hashCode();
        return (hash ^ hash >>> 13 ^ hash >>> 26) & BITS;
    }

    /** What a connection keeps; {@code null}: no request on it was seen. */
    public static @Nullable AddressProfile of(TrackedConnection connection) {
        Object known = connection.known();
        return known instanceof AddressProfile ? (AddressProfile) known : null;
    }

    public OriginProfile origin() {
        return origin;
    }

    /** After how long the peer ends idle connections to this address; what others do counts while it is not known. */
    public LearnedLimit idleLimit(long nowNanos) {
        LearnedLimit own = limit.at(nowNanos);
        if (own.isKnown()) {
            return own;
        }
        LearnedLimit all = origin.idleLimit(nowNanos);
        return all.isKnown() && provenIdle > TimeValue.of(all.value) ? LearnedLimit.UNKNOWN : all;
    }

    void limit(LearnedLimit ofThisAddress) {
        limit = ofThisAddress;
    }

    /** An answer came. On the healthy path. */
    void answered(Exchange exchange, long nowNanos) {
        TrackedConnection connection = exchange.connection();
        int number = exchange.requestNumber();
        answeredAt = (int) TimeUnit.NANOSECONDS.toSeconds(nowNanos) | 1;
        origin.answered(exchange);
        if (exchange.sends() == 1) {
            origin.answered(nowNanos - exchange.startNanos);
        }
        if (number == 1 && connection.ageKnown) {
            origin.freshAnswered(nowNanos);
        }
        if (number > 1) {
            origin.counts().reuseWorked(exchange.idleNanos());
            noHarm(exchange.idleNanos(), nowNanos);
            origin.worked(connection.ageNanos(nowNanos), connection.ageKnown ? number : 0, nowNanos);
        }
    }

    boolean answeredSince(long nanos) {
        return answeredAt != 0 && answeredAt - TimeUnit.NANOSECONDS.toSeconds(nanos) >= 0;
    }

    /** The peer was looked at after such an idle time, and had not closed: from one that does, that says something. */
    public void foundAlive(long idleNanos, long nowNanos) {
        if (origin.closesIdle()) {
            noHarm(idleNanos, nowNanos);
        }
    }

    private void noHarm(long idleNanos, long nowNanos) {
        int idle = TimeValue.of(idleNanos);
        if (idle > provenIdle && origin.worked(idle, address, nowNanos)) {
            provenIdle = idle;
        }
    }

    void notProvenFrom(int idle) {
        provenIdle = Math.min(provenIdle, idle);
    }

    /** One that was idle since then has failed: those that are idle for as long are not to be used again. */
    public synchronized void stale(long idleSinceNanos) {
        if (!hasStale || idleSinceNanos - staleSinceNanos > 0) {
            staleSinceNanos = idleSinceNanos;
            hasStale = true;
        }
    }

    /** Has one failed that was idle for no longer than since then? */
    public boolean isStale(long idleSinceNanos) {
        return hasStale && idleSinceNanos - staleSinceNanos <= 0;
    }
}
