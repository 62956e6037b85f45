package io.resetguard.diagnosis;

import io.resetguard.exchange.Causes;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS met plain text: the scheme or the port of the URL is wrong. */
final class WrongSchemeRule implements Rule {

    /** A record with an alert: type, version, length, level, description (RFC 5246 6.2.1, 7.2). */
    private static final long TLS_ALERT_BYTES = 7;

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        return reset.phase == Phase.TLS_HANDSHAKE ? plainTextPeer(facts) : tlsPeer(facts);
    }

    private static @Nullable Diagnosis plainTextPeer(Facts facts) {
        boolean noTls = isNoTls(facts.reset.error);
        boolean httpAnswers = facts.known.surroundings.otherSchemeAnswers && !facts.known.hasAnswered;
        if (!noTls && !httpAnswers) {
            return null;
        }
        return new DiagnosisBuilder(Cause.WRONG_SCHEME_OR_PORT, noTls ? Confidence.CERTAIN : Confidence.LIKELY)
                .because(noTls ? "what the peer sent in the TLS handshake was no TLS: it speaks plain text here" : null)
                .because(httpAnswers ? "http on the same host and port is answered, and https never was" : null)
                .advise("use http:// for this port, or the port on which the server speaks TLS")
                .build();
    }

    /** JSSE throws the plain class where what came is no record of TLS, and others for all that goes wrong in one. */
    private static boolean isNoTls(@Nullable Throwable error) {
        for (Throwable t : Causes.of(error)) {
            if (t.getClass() == SSLException.class && t.getCause() == null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Diagnosis tlsPeer(Facts facts) {
        PeerReset reset = facts.reset;
        boolean alert = reset.phase == Phase.READ_HEAD && reset.receivedBytes == TLS_ALERT_BYTES;
        boolean first = !reset.reused() && !facts.known.hasAnswered && !reset.tls && reset.proxy == null;
        boolean httpsAnswers = facts.known.surroundings.otherSchemeAnswers;
        boolean nothing = facts.nothingReceived() && reset.phase.compareTo(Phase.WRITE_HEAD) >= 0 && httpsAnswers;
        if (!first || !(alert || nothing)) {
            return null;
        }
        return new DiagnosisBuilder(
                        Cause.WRONG_SCHEME_OR_PORT, alert && httpsAnswers ? Confidence.CERTAIN : Confidence.LIKELY)
                .because(alert ? "the answer had 7 bytes, as a TLS alert has, and no HTTP" : null)
                .because(httpsAnswers ? "https on the same host and port is answered, and http never was" : null)
                .advise("use https:// for this port, or the port on which the server speaks plain http")
                .build();
    }
}
