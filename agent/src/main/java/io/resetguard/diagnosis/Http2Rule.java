package io.resetguard.diagnosis;

import io.resetguard.exchange.Idempotence;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Signal;
import org.jspecify.annotations.Nullable;

/** What the peer said itself, in a RST_STREAM or a GOAWAY frame (RFC 9113 6.4, 6.8). */
final class Http2Rule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        // Without a frame with a code, the peer said nothing.
        if (reset.h2Error < 0) {
            return null;
        }
        if (reset.signal == Signal.RST_STREAM) {
            return streamReset(facts);
        }
        if (reset.h2Error != Http2Errors.NO_ERROR) {
            return connectionError(facts);
        }
        return gracefulClose(facts);
    }

    private static Diagnosis streamReset(Facts facts) {
        int code = facts.reset.h2Error;
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.H2_CONNECTION_ERROR, Confidence.CERTAIN)
                .because("the peer ended the stream with RST_STREAM, code " + Http2Errors.name(code))
                .against("the connection itself went on: only this stream was ended");
        if (code == Http2Errors.REFUSED_STREAM) {
            b.because("REFUSED_STREAM says that the request was not processed: sending it again is safe");
        }
        return b.advise(forCode(code))
                .advise(code == Http2Errors.REFUSED_STREAM ? refusedForEver(facts) : null)
                .build();
    }

    private static Diagnosis connectionError(Facts facts) {
        return new DiagnosisBuilder(Cause.H2_CONNECTION_ERROR, Confidence.CERTAIN)
                .because("the peer ended the connection with GOAWAY, code " + Http2Errors.name(facts.reset.h2Error))
                .because(lastStream(facts.reset))
                .advise(forCode(facts.reset.h2Error))
                .build();
    }

    private static Diagnosis gracefulClose(Facts facts) {
        PeerReset reset = facts.reset;
        boolean notProcessed = reset.h2LastStreamId >= 0 && reset.h2StreamId > reset.h2LastStreamId;
        DiagnosisBuilder b = new DiagnosisBuilder(
                        Cause.H2_GRACEFUL_CLOSE, notProcessed ? Confidence.CERTAIN : Confidence.LIKELY)
                .because("the peer announced with GOAWAY, code NO_ERROR (0), that it ends the connection")
                .because(lastStream(reset))
                .because(facts.togetherSentence());
        if (!notProcessed) {
            b.against("the peer had taken on this stream before it ended the connection: it may have been processed");
        }
        return b.advise(
                        notProcessed
                                ? "this request was not processed and can be sent again, a POST too"
                                : "let the server finish the streams that it has taken on before it closes (drain time)")
                .advise(notProcessed ? failedByTheJdk(facts) : null)
                .advise(notProcessed ? refusedForEver(facts) : null)
                .advise("server: a larger limit of requests, age or idle time per connection (nginx keepalive_requests,"
                        + " keepalive_time; Envoy max_connection_duration) makes this rarer")
                .build();
    }

    private static @Nullable String failedByTheJdk(Facts facts) {
        return facts.reset.outcome == Outcome.SURFACED ? facts.flaw(JdkFlaw.GOAWAY_FAILS_REQUESTS) : null;
    }

    /** That harms who sends what must not be sent twice. */
    private static @Nullable String refusedForEver(Facts facts) {
        String method = facts.reset.method;
        boolean harmless = method == null || Idempotence.RFC_9110.isIdempotent(method);
        return harmless ? null : facts.flaw(JdkFlaw.ONCE_REFUSED_ALWAYS_RESENT);
    }

    private static @Nullable String lastStream(PeerReset reset) {
        if (reset.h2LastStreamId < 0 || reset.h2StreamId <= 0) {
            return null;
        }
        boolean above = reset.h2StreamId > reset.h2LastStreamId;
        return "the request was on stream " + reset.h2StreamId + ", " + (above ? "above" : "not above")
                + " the last one that the peer took on (" + reset.h2LastStreamId + ")"
                + (above ? ": it was not processed" : "");
    }

    private static String forCode(int code) {
        switch (code) {
            case Http2Errors.NO_ERROR:
                return "the peer wants no more of the request's body: look at its answer, if there is one";
            case Http2Errors.REFUSED_STREAM:
                return "fewer requests at a time on one connection, or a larger limit of the server's (nginx"
                        + " http2_max_concurrent_streams, SETTINGS_MAX_CONCURRENT_STREAMS)";
            case Http2Errors.CANCEL:
                return "look in the log of the server, or of the gateway before it, for a request that was aborted or"
                        + " timed out at this time";
            case Http2Errors.ENHANCE_YOUR_CALM:
                return "the peer finds that this client asks too much of it: fewer requests, resets of streams or pings"
                        + " per second";
            case Http2Errors.HTTP_1_1_REQUIRED:
                return "use HTTP/1.1 for this origin: HttpClient.Builder.version(HttpClient.Version.HTTP_1_1)";
            default:
                return "look in the server's log for this error; HttpClient.Builder.version(HttpClient.Version.HTTP_1_1)"
                        + " shows whether it is HTTP/2's";
        }
    }
}
