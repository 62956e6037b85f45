package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Signal;
import org.jspecify.annotations.Nullable;

/** A body shorter than its Content-Length that HttpURLConnection hands over as whole. */
final class SilentTruncationRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        // A chunked body (no announced length) and a reset are exceptions on every JDK.
        if (!reset.truncated || reset.announcedBytes <= 0 || !isEndOfStream(reset.signal)) {
            return null;
        }
        String telling = facts.flaw(JdkFlaw.BODY_CUT_SILENTLY);
        if (facts.byHttpClient() || telling == null || reset.error != null) {
            return null;
        }
        return new DiagnosisBuilder(Cause.RESPONSE_TRUNCATED, Confidence.CERTAIN)
                .because(ResponseCutRule.bodySentence(reset))
                .because("HttpURLConnection of JDK " + facts.jdkFeature
                        + " gives the application the end of the stream, and no exception")
                .because(facts.togetherSentence())
                .advise("data may be lost: compare the length read with getContentLengthLong(), and do not use a body"
                        + " that is shorter")
                .advise(telling)
                .advise("look in the log of the server, or of the proxy before it, for why it ended the response early")
                .build();
    }

    private static boolean isEndOfStream(Signal signal) {
        return signal == Signal.EOF || signal == Signal.TLS_CLOSE;
    }
}
