package io.resetguard.instrument;

/** Where in a JDK method a hook sits. */
public enum Point {
    /** Before the first instruction. */
    ENTRY,
    /** Before each normal return. */
    RETURN,
    /** When the method ends by an exception, which goes on as it was. */
    THROW,
    /** Just before a call inside the method. */
    BEFORE_CALL,
    /** Just after a call inside the method; the probe's result stands in for the call's. */
    AFTER_CALL,
    /** Instead of a call inside the method; the probe makes the call. */
    INSTEAD_OF_CALL
}
