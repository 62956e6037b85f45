package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.TrackedConnection;
import org.jspecify.annotations.Nullable;

/** One attempt of a request that the peer ended, while it is not yet known what becomes of it. Used by one thread. */
final class FailedAttempt {

    /** The JDK's {@code MultiExchange}: the request with all its attempts. */
    final Object multiExchange;

    /** Ours; one made for the purpose where the attempt did not get as far as a connection. */
    final Exchange exchange;

    final TrackedConnection connection;

    /** In which phase the event tells that it ended. */
    final Phase phase;

    /** Did it end before its connection was there? */
    final boolean unopened;

    /** Is it only supposed that it did, since nothing is known of an attempt on a connection? */
    final boolean isDoubtful;

    final Throwable error;

    final long nowNanos;

    /** The end of this very request, where the event may tell of another on the same connection. */
    final PeerReset own;

    /** The weakest proof there was of the attempts before this one. */
    final Tier earlier;

    FailedAttempt(
            Object multiExchange,
            Exchange exchange,
            Phase phase,
            boolean unopened,
            boolean isDoubtful,
            Throwable error,
            PeerReset own,
            Tier earlier,
            long nowNanos) {
        this.multiExchange = multiExchange;
        this.exchange = exchange;
        this.connection = exchange.connection();
        this.phase = phase;
        this.unopened = unopened;
        this.isDoubtful = isDoubtful;
        this.error = error;
        this.own = own;
        this.earlier = earlier;
        this.nowNanos = nowNanos;
    }

    /** The thread that began it, or had its connection opened, where that is known. */
    @Nullable
    Thread sender() {
        Thread began = exchange.sender();
        return began == null ? connection.opener() : began;
    }
}
