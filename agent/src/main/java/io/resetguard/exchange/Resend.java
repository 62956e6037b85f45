package io.resetguard.exchange;

/** One silent re-send of the JDK's: what was sent again, and on which connection. Immutable. */
public final class Resend {

    /** The end that made the JDK send again; its connection is the old one. */
    public final PeerReset after;

    /** The connection it was sent on now. */
    public final long newConnectionId;

    /** How often the request was sent now, this one included. */
    public final int sends;

    /** What there was to show that the first send had not been processed; see {@link Tier}. */
    public final Tier tier;

    public Resend(PeerReset after, long newConnectionId, int sends, Tier tier) {
        this.after = after;
        this.newConnectionId = newConnectionId;
        this.sends = sends;
        this.tier = tier;
    }

    /** The proof there is that a request was not processed, strongest first. */
    public enum Tier {
        /** Nothing of it went onto the wire. */
        P0,
        /** The peer says so: REFUSED_STREAM, a stream above GOAWAY's last, {@code Connection: close} in the answer before. */
        P1,
        /** No proof; nothing came back, and it was sent on a reused connection or its head was not whole. */
        S,
        /** No proof at all. */
        U,
        /** Part of a response had come: it was processed; or nothing is known at all. */
        X;

        /** RFC 9113 7: the stream was refused before any processing. */
        private static final int REFUSED_STREAM = 7;

        /** What is proven of two sends of one request together: no more than of the weaker one. */
        public Tier orWeaker(Tier other) {
            return compareTo(other) >= 0 ? this : other;
        }

        /** The proof that this reset gives for the request it ended: the first rule that fits. */
        public static Tier of(PeerReset reset) {
            // RFC 9113 8.7: neither was or will be processed.
            boolean refused = reset.signal == Signal.RST_STREAM && reset.h2Error == REFUSED_STREAM;
            boolean aboveLast = reset.signal == Signal.GOAWAY
                    && reset.h2LastStreamId >= 0
                    && reset.h2StreamId > reset.h2LastStreamId;
            if (refused || aboveLast) {
                return P1;
            }
            // The request itself goes out behind the tunnel and the TLS handshake, never within.
            if (reset.phase.compareTo(Phase.TLS_HANDSHAKE) <= 0) {
                return P0;
            }
            // An interim response, too, is a sign that the request was taken up; and where nothing but an exception is
            // known, anything may have been.
            boolean answered = reset.receivedBytes > 0 || reset.truncated;
            if (answered || reset.phase.compareTo(Phase.READ_HEAD) >= 0) {
                return X;
            }
            boolean headNotWhole = reset.phase == Phase.WRITE_HEAD && !reset.h2;
            // A connection that is older than the agent has no count of what was sent: its 0 says nothing.
            if (headNotWhole && reset.sentBytes == 0 && reset.ageKnown) {
                return P0;
            }
            // RFC 9112 9.6: a server that has said close must not process what comes after.
            if (reset.closeAnnounced && reset.reused()) {
                return P1;
            }
            return reset.reused() || headNotWhole ? S : U;
        }
    }
}
