package io.resetguard.it.soak;

import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Http2Stream;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;
import java.util.Random;

/** What the servers do at random: most requests are answered, with their id. Thread-safe. */
final class Mischief implements Script {
    /** Of a hundred requests, or connections. */
    private static final int ANSWERED = 84;

    private static final List<SocketEffect> ENDS = List.of(
            SocketEffect.CLOSE_WHILE_IDLE,
            SocketEffect.CLOSE_WHILE_IDLE,
            SocketEffect.RESET_WHILE_IDLE,
            SocketEffect.RESPOND_CLOSE,
            SocketEffect.UNSOLICITED_408,
            SocketEffect.RESET_BEFORE_RESPONSE,
            SocketEffect.CLOSE_BEFORE_RESPONSE,
            SocketEffect.RESET_IN_STATUS_LINE,
            SocketEffect.RESET_IN_HEAD,
            SocketEffect.CLOSE_IN_HEAD,
            SocketEffect.RESET_IN_BODY,
            SocketEffect.CLOSE_IN_BODY,
            SocketEffect.RESET_IN_CHUNKED_BODY,
            SocketEffect.RESET_DURING_UPLOAD,
            SocketEffect.EARLY_413_AND_CLOSE,
            SocketEffect.STALL);

    private static final List<Http2Effect> HTTP2_ENDS = List.of(
            Http2Effect.RESPOND_CLOSE,
            Http2Effect.RESPOND_RESET,
            Http2Effect.RESPOND_GOAWAY,
            Http2Effect.RESPOND_GOAWAY_CLOSE,
            Http2Effect.STALL,
            Http2Effect.RST_STREAM,
            Http2Effect.RST_STREAM_IN_BODY,
            Http2Effect.GOAWAY,
            Http2Effect.GOAWAY_AND_CLOSE,
            Http2Effect.GOAWAY_AND_RESET,
            Http2Effect.RESET,
            Http2Effect.CLOSE,
            Http2Effect.RESET_IN_BODY,
            Http2Effect.CLOSE_IN_BODY);

    private final Random random;

    Mischief(long seed) {
        random = new Random(seed);
    }

    @Override
    public ServerStep onRequest(ReceivedRequest request) {
        ServerStep step = (isGood() ? SocketEffect.RESPOND : one(ENDS)).step();
        boolean idle = step.delayMillis() > 0;
        return step.after(next(idle ? 300 : 20))
                .withHeader("X-Id: " + request.path().substring(1));
    }

    @Override
    public ServerStep onConnection(int number) {
        return (next(100) == 0 ? SocketEffect.RESET_ON_ACCEPT : SocketEffect.SERVE).step();
    }

    /** The length of the answer is that of the request. */
    Http2Step onStream(Http2Stream stream) {
        Http2Step step = isGood()
                ? Http2Effect.RESPOND.step()
                : one(HTTP2_ENDS).step(next(2) == 0 ? Http2Step.REFUSED_STREAM : 0);
        return step.withBody((int) stream.bodyBytes());
    }

    private boolean isGood() {
        return next(100) < ANSWERED;
    }

    private <T> T one(List<T> of) {
        return of.get(next(of.size()));
    }

    /** {@link Random} may be asked by many at a time. */
    int next(int bound) {
        return random.nextInt(bound);
    }
}
