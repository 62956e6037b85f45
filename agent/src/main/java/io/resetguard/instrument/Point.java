package io.resetguard.instrument;

/** Where in a JDK method a hook sits. */
public enum Point {
    /** Before the first instruction. */
    ENTRY,
    /** Before each normal return. */
    RETURN,
    /** Before each normal return; the probe's result, cast to the method's type, is returned instead. */
    REPLACE_RESULT,
    /** When the method ends by an exception, which goes on as it was. */
    THROW,
    /**
     * When the method ends by an exception, before {@link #THROW}: the probe gives back what is to be thrown instead, or
     * {@code null}, and then the method begins anew with the same arguments.
     */
    REPEAT_ON_THROW,
    /** Just before a call inside the method. */
    BEFORE_CALL,
    /**
     * Just after a call inside the method; the probe's result stands in for the call's. A type outside {@code java}, which
     * a probe cannot name, is handed on as {@code Object} and cast back.
     */
    AFTER_CALL,
    /** Instead of a call inside the method; the probe makes the call. */
    INSTEAD_OF_CALL
}
