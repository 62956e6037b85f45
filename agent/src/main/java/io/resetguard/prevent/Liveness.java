package io.resetguard.prevent;

/** What a look at an idle connection showed, without waiting. */
public enum Liveness {
    /** Neither FIN nor RST nor a byte had come when it was looked at. */
    ALIVE,
    /** The peer has sent FIN or RST. */
    CLOSED,
    /** There are bytes that no request asked for, as of an unsolicited 408: the next answer would not be its own. */
    UNREAD_BYTES,
    /** Nobody looked, or this JDK does not let anybody look. */
    UNKNOWN
}
