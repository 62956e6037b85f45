package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import org.jspecify.annotations.Nullable;

/** The response had begun; that it was cut is measured, why is not known. */
final class ResponseCutRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (!reset.truncated && !facts.answering()) {
            return null;
        }
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.RESPONSE_CUT, Confidence.CERTAIN)
                .because(reset.phase == Phase.READ_HEAD ? headSentence(reset) : bodySentence(reset))
                .because(facts.togetherSentence());
        if (!facts.byHttpClient() && reset.phase == Phase.READ_HEAD && reset.error == null) {
            b.because("HttpURLConnection takes a head that was cut for a whole one: headers are missing");
        }
        return b.advise("look in the log of the server, or of the proxy before it, for a response that was aborted"
                        + facts.atTime() + " (worker killed or timed out, upstream closed, disk full)")
                .advise("the request was processed, at least in part: send it again only if that does no harm")
                .build();
    }

    static String bodySentence(PeerReset reset) {
        String came = reset.bodyBytes >= 0 ? Amounts.count(reset.bodyBytes, "byte") : "a part";
        if (reset.announcedBytes > 0) {
            return "the body ended (" + reset.signal.text() + ") after " + came + " of the " + reset.announcedBytes
                    + " that Content-Length announced";
        }
        return reset.truncated && !reset.h2
                ? "the chunked body ended (" + reset.signal.text() + ") before its last chunk"
                : "the connection ended (" + reset.signal.text() + ") in the middle of the response's body";
    }

    private static String headSentence(PeerReset reset) {
        String came = reset.receivedBytes > 0 ? Amounts.count(reset.receivedBytes, "byte") + " of it" : "a part of it";
        return "the connection ended (" + reset.signal.text() + ") in the middle of the response's head, after " + came;
    }
}
