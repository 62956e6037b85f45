package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend;
import org.jspecify.annotations.Nullable;

/** An exchange that is about to be sent again, and the end after which it is. Immutable. */
final class Interrupted {

    final Exchange exchange;
    final Resend.Tier tier;
    final PeerReset reset;

    /** Who hears that the agent's send is on the wire; {@code null}: it is the JDK's. */
    final @Nullable RetriedRequest retried;

    Interrupted(Exchange exchange, Resend.Tier tier, PeerReset reset, @Nullable RetriedRequest retried) {
        this.exchange = exchange;
        this.tier = tier;
        this.reset = reset;
        this.retried = retried;
    }
}
