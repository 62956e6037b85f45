package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Signal;
import org.jspecify.annotations.Nullable;

/**
 * A body shorter than its Content-Length that HttpURLConnection hands over as whole: {@code sun.net.www.MeteredStream}
 * says "Premature EOF" in JDK 25, and says nothing in 8 to 21.
 */
final class SilentTruncationRule implements Rule {

    private static final int FIRST_JDK_THAT_TELLS = 25;

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        // A chunked body (no announced length) and a reset are exceptions on every JDK.
        if (!reset.truncated || reset.announcedBytes <= 0 || !isEndOfStream(reset.signal)) {
            return null;
        }
        if (facts.byHttpClient() || facts.jdkFeature >= FIRST_JDK_THAT_TELLS || reset.error != null) {
            return null;
        }
        return new DiagnosisBuilder(Cause.RESPONSE_TRUNCATED, Confidence.CERTAIN)
                .because(ResponseCutRule.bodySentence(reset))
                .because("HttpURLConnection of JDK " + facts.jdkFeature
                        + " gives the application the end of the stream, and no exception")
                .because(facts.togetherSentence())
                .advise("data may be lost: compare the length read with getContentLengthLong(), and do not use a body"
                        + " that is shorter")
                .advise("JDK 25 throws \"Premature EOF\" here; so does java.net.http.HttpClient on every JDK")
                .advise("look in the log of the server, or of the proxy before it, for why it ended the response early")
                .build();
    }

    private static boolean isEndOfStream(Signal signal) {
        return signal == Signal.EOF || signal == Signal.TLS_CLOSE;
    }
}
