package io.resetguard.retry;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend.Tier;
import org.jspecify.annotations.Nullable;

/**
 * One failed send that could be made again: what the policy must know of it. Immutable; made on the failing path, and not
 * kept.
 */
public final class RetryCandidate {

    /** The end of the failed send, of this very request: signal, phase, bytes, reused or not, sends so far. */
    public final PeerReset reset;

    /** The weakest proof among its sends before that one; P0 where there was none. */
    public final Tier earlier;

    /** Can its body be written again, from the first byte on? True without a body. */
    public final boolean replayable;

    /** Does it have {@code Idempotency-Key} or {@code X-Idempotency-Key}? */
    public final boolean keyed;

    /** Does it ask for a tunnel (CONNECT) or for another protocol ({@code Upgrade}, WebSocket)? */
    public final boolean switchesProtocol;

    /** Did the application give it up: {@code disconnect}, {@code cancel}, an interrupt? */
    public final boolean cancelled;

    /** How often the agent itself has sent it again. */
    public final int agentSends;

    /** Since the application's call began. */
    public final long elapsedNanos;

    /** The application's own time-outs as a total; -1: it has set none. */
    public final long timeoutNanos;

    /** Who waits for the answer, where that is known: the thread of {@code HttpURLConnection}, or of {@code send}. */
    final @Nullable Thread waiting;

    /** The class of the application's {@code BodyHandler}; {@code null}: it has none, or it is not known. */
    final @Nullable String bodyHandler;

    private RetryCandidate(Builder b) {
        this.reset = b.reset;
        this.earlier = b.earlier;
        this.replayable = b.replayable;
        this.keyed = b.keyed;
        this.switchesProtocol = b.switchesProtocol;
        this.cancelled = b.cancelled;
        this.agentSends = b.agentSends;
        this.elapsedNanos = b.elapsedNanos;
        this.timeoutNanos = b.timeoutNanos;
        this.waiting = b.waiting;
        this.bodyHandler = b.bodyHandler;
    }

    /** A candidate for what this reset ended; without anything said, its body cannot be written again. */
    public static Builder after(PeerReset reset) {
        return new Builder(reset);
    }

    /** A candidate in the making. Used by one thread. */
    public static final class Builder {
        private final PeerReset reset;
        private Tier earlier = Tier.P0;
        private boolean replayable;
        private boolean keyed;
        private boolean switchesProtocol;
        private boolean cancelled;
        private int agentSends;
        private long elapsedNanos;
        private long timeoutNanos = -1;
        private @Nullable Thread waiting;
        private @Nullable String bodyHandler;

        private Builder(PeerReset reset) {
            this.reset = reset;
        }

        /** See {@link io.resetguard.exchange.Exchange#weakestProof()}: the last send proves nothing of those before. */
        public Builder earlier(Tier weakestProof) {
            this.earlier = weakestProof;
            return this;
        }

        public Builder replayable(boolean canBeWrittenAgain) {
            this.replayable = canBeWrittenAgain;
            return this;
        }

        public Builder keyed(boolean hasIdempotencyKey) {
            this.keyed = hasIdempotencyKey;
            return this;
        }

        public Builder switchesProtocol(boolean connectOrUpgrade) {
            this.switchesProtocol = connectOrUpgrade;
            return this;
        }

        public Builder cancelled(boolean byTheApplication) {
            this.cancelled = byTheApplication;
            return this;
        }

        public Builder agentSends(int soFar) {
            this.agentSends = soFar;
            return this;
        }

        public Builder elapsedNanos(long sinceTheCallBegan) {
            this.elapsedNanos = sinceTheCallBegan;
            return this;
        }

        public Builder timeoutNanos(long total) {
            this.timeoutNanos = total;
            return this;
        }

        /** May be one that has gone on to something else, as after {@code sendAsync}. */
        public Builder waiting(@Nullable Thread sender) {
            this.waiting = sender;
            return this;
        }

        public Builder bodyHandler(@Nullable String className) {
            this.bodyHandler = className;
            return this;
        }

        public RetryCandidate build() {
            return new RetryCandidate(this);
        }
    }
}
