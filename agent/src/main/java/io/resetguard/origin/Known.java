package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;
import org.jspecify.annotations.Nullable;

/** What is known around one end of a connection: of its origin from other connections, of its address. Immutable. */
public final class Known {
    /** It did not happen. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Without the connection that ended now. */
    public final ReuseIdle reuseIdle;

    /** {@code Keep-Alive: timeout} as last announced by the origin; -1: none. */
    public final long announcedTimeoutSeconds;

    /** After how long the origin ends idle connections; the one that ended now may be part of it, here and below. */
    public final LearnedLimit idleLimit;

    /** At which age it ends connections, however busy. */
    public final LearnedLimit ageLimit;

    /** After how many requests it ends connections without saying so. */
    public final LearnedLimit requestLimit;

    /** The most bytes that were sent for a request that was answered; 0: not known. Not each is looked at. */
    public final long largestSentBytes;

    /** Has the origin ever answered? Not each answer is looked at. */
    public final boolean hasAnswered;

    /** Other ends of the origin's. */
    public final EndsAlike alike;

    /**
     * How long before the end a new connection to the origin was refused, after the one that ended was last known to be
     * well; below 0: after the end; or {@link #NEVER}.
     */
    public final long refusedBeforeNanos;

    /** Has the origin several addresses, of which any may have refused? */
    public final boolean severalAddresses;

    /** Of the remote address. */
    public final IdleCloses idleCloses;

    /** Connections to the remote address that ended just now, this one included. */
    public final EndedTogether endedTogether;

    /** Beyond that. */
    public final Surroundings surroundings;

    Known(
            PeerReset noted,
            OriginProfile origin,
            @Nullable AddressMemory address,
            Surroundings surroundings,
            long nowNanos) {
        this.reuseIdle = origin.reuseIdle().without(noted);
        this.announcedTimeoutSeconds = origin.announcedTimeoutSeconds();
        this.idleLimit = origin.idleLimit();
        this.ageLimit = origin.ageLimit();
        this.requestLimit = origin.requestLimit();
        this.largestSentBytes = origin.largestSentBytes();
        this.hasAnswered = origin.hasAnswered();
        this.alike = origin.endsLike(noted, nowNanos);
        long endNanos = noted.endNanos == 0 ? nowNanos : noted.endNanos;
        this.refusedBeforeNanos = origin.refusedBeforeNanos(endNanos, noted.wellUntilNanos(nowNanos));
        this.severalAddresses = origin.hasSeveralAddresses();
        this.idleCloses = address == null ? IdleCloses.NONE : address.idleCloses();
        this.endedTogether = address == null ? EndedTogether.NONE : address.endedTogether();
        this.surroundings = surroundings;
    }
}
