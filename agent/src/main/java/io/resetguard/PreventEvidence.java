package io.resetguard;

import io.resetguard.diagnosis.Amounts;
import io.resetguard.prevent.PreventReason;
import io.resetguard.prevent.ReuseDecision;
import java.util.ArrayList;
import java.util.List;

/** Why a pooled connection was not used again, in sentences of numbers. */
final class PreventEvidence {

    private PreventEvidence() {}

    /**
     * @param untold how many more there were since the last that was told
     */
    static List<String> of(ReuseDecision why, int untold) {
        List<String> sentences = new ArrayList<>();
        PreventReason reason = why.reason();
        if (reason != null) {
            sentences.add(sentence(reason, why));
        }
        if (why.marginNanos() > 0) {
            sentences.add("it is not used in the last " + Amounts.time(why.marginNanos())
                    + " before that: the way to the peer and back, what clocks and pauses may take, and how late the answer"
                    + " before may have been read");
        }
        if (untold > 0) {
            sentences.add(Amounts.count(untold, "more connection") + " of this origin went the same way since the last"
                    + " one that was told");
        }
        return sentences;
    }

    private static String sentence(PreventReason reason, ReuseDecision why) {
        String seen = " (seen " + Amounts.count(why.samples(), "time") + ")";
        switch (reason) {
            case PEER_CLOSED:
                return "the peer had closed it";
            case UNREAD_BYTES:
                return "there were bytes in it that no request had asked for";
            case GOAWAY:
                return "the peer had said GOAWAY";
            case H2_UNRESPONSIVE:
                return "no frame has come since the last was written, for longer than any answer of this origin took ("
                        + Amounts.time(why.limit()) + ")";
            case MAX_IDLE:
                return "prevent.max-idle is " + Amounts.time(why.limit());
            case MAX_AGE:
                return "prevent.max-age is " + Amounts.time(why.limit());
            case SIBLING_STALE:
                return "a connection that had been idle for no longer was stale";
            case ANNOUNCED_IDLE:
                return "the peer announced that it closes idle connections after " + Amounts.time(why.limit());
            case ANNOUNCED_REQUESTS:
                return "the peer announced that it takes no further request";
            case ANNOUNCED_CLOSE:
                return "the answer before had Connection: close, in a form that the JDK does not understand";
            case LEARNED_IDLE:
                return "this origin ends idle connections after " + Amounts.time(why.limit()) + seen;
            case LEARNED_AGE:
                return "this origin ends connections at the age of " + Amounts.time(why.limit()) + seen;
            default:
                return "this origin ends connections after " + Amounts.count(why.limit(), "request") + seen;
        }
    }
}
