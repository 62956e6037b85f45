package io.resetguard.it.support;

/**
 * One effect with its numbers.
 *
 * @param effect what is done
 * @param errorCode of RST_STREAM and GOAWAY
 * @param lastStreamId of GOAWAY, or {@link #THE_ONE_BEFORE}
 * @param bodyBytes announced length of the response body
 * @param cutBytes how much of it is sent before a cut
 */
public record Http2Step(Http2Effect effect, int errorCode, int lastStreamId, int bodyBytes, int cutBytes) {
    /** GOAWAY says that the stream at hand was not processed, but the one before it was. */
    public static final int THE_ONE_BEFORE = -1;

    public static final int INTERNAL_ERROR = 0x2;
    public static final int REFUSED_STREAM = 0x7;
    public static final int CANCEL = 0x8;
    public static final int ENHANCE_YOUR_CALM = 0xb;

    /** GOAWAY names this as the last stream that was processed. */
    public Http2Step processedUpTo(int streamId) {
        return new Http2Step(effect, errorCode, streamId, bodyBytes, cutBytes);
    }

    public Http2Step withBody(int announced) {
        return new Http2Step(effect, errorCode, lastStreamId, announced, Math.min(cutBytes, announced / 2));
    }

    int lastStreamId(int streamId) {
        return lastStreamId == THE_ONE_BEFORE ? Math.max(0, streamId - 2) : lastStreamId;
    }
}
