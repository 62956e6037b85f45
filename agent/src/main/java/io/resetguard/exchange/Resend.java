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
        /** The peer says so: REFUSED_STREAM, a stream above GOAWAY's last. */
        P1,
        /** No proof; it was sent on a reused connection and nothing came back. */
        S,
        /** No proof at all. */
        U,
        /** Part of a response had come: it was processed. */
        X
    }
}
