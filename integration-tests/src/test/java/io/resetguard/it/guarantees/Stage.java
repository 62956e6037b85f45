package io.resetguard.it.guarantees;

/** How far a request had come when its peer ended it: all that a policy can go by. */
enum Stage {
    /** No connection was made that it could go on. */
    CONNECTING,
    /** The connection was closed before it was sent. */
    IDLE,
    /** A part of it was read. */
    UPLOADING,
    /** All of it was read; not a byte of an answer was sent. */
    UNANSWERED,
    /** The peer said that it has not processed it and will not. */
    REFUSED,
    /** Part of the answer's head was sent. */
    IN_HEAD,
    /** The head and part of the body were sent. */
    IN_BODY,
    /** It was answered. */
    ANSWERED
}
