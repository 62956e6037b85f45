package io.resetguard.instrument.urlconnection;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import io.resetguard.retry.JdkResends;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JDK from sending again what must not be sent twice, on both paths on which it does so (docs/adr/0015). Exists
 * only where {@code jdk-resend=block}. On the call's thread, where a send has failed; nothing is done before that.
 */
final class BlockedResends {

    /** The one method that {@code HttpClient.parseHTTP} and {@code parseHTTPHeader} never send again, JDK 8 to 27. */
    private static final String NEVER_SENT_AGAIN = "CONNECT";

    private final JdkResends resends;
    private final UrlConnectionFacts facts;
    private final LongSupplier nanoClock;

    /** The ends after which the JDK was kept from sending again, by call, until the failure has surfaced. */
    private final WeakIdentityMap<PeerReset> blocked = new WeakIdentityMap<>();

    BlockedResends(JdkResends resends, UrlConnectionFacts facts, LongSupplier nanoClock) {
        this.resends = resends;
        this.facts = facts;
        this.nanoClock = nanoClock;
    }

    /** No answer came, and the JDK asks for the request's method to see whether it is one to be sent again. */
    String unanswered(String method, Object client, @Nullable Exchange exchange) {
        boolean neverAnyway = Boolean.TRUE.equals(JdkObject.field(client, "streaming"))
                || ("POST".equals(method) && Boolean.FALSE.equals(JdkObject.field(client, "retryPostProp")));
        return exchange == null || neverAnyway || !blocks(exchange) ? method : NEVER_SENT_AGAIN;
    }

    /**
     * Writing failed, and the JDK is about to write all of it once more.
     *
     * @return whether it is to take writing for failed: not where the peer's early answer (RFC 9112 9.3) is there to be read
     */
    boolean unwritten(Object call, @Nullable Exchange exchange) {
        if (exchange == null || !blocks(exchange)) {
            return true;
        }
        if (isAnswered(JdkObject.field(call, "http"))) {
            blocked.remove(call);
            return false;
        }
        JdkObject.set(call, "failedOnce", true);
        return true;
    }

    /** The failure of this call surfaces, and has been told. */
    void surfaced(Object call) {
        PeerReset reset = blocked.size() == 0 ? null : blocked.remove(call);
        if (reset != null) {
            resends.blocked(reset);
        }
    }

    /** Is this not to be sent again? Then its end is kept until it has surfaced. */
    private boolean blocks(Exchange exchange) {
        Object call = exchange.call();
        if (!(call instanceof HttpURLConnection)) {
            return false;
        }
        PeerReset reset = facts.of(exchange, nanoClock.getAsLong()).build();
        if (resends.mayBeSent(reset, exchange.weakestProof(), facts.isKeyed((HttpURLConnection) call))) {
            return false;
        }
        blocked.put(call, reset);
        return true;
    }

    /** Over TLS a failed write has ended the session, and nothing can be read any more. */
    private static boolean isAnswered(@Nullable Object client) {
        Object socket = JdkObject.field(client, "serverSocket");
        if (!(socket instanceof Socket) || socket instanceof SSLSocket) {
            return false;
        }
        try {
            InputStream input = ((Socket) socket).getInputStream();
            return input.available() > 0;
        } catch (java.io.IOException ended) {
            return false;
        }
    }
}
