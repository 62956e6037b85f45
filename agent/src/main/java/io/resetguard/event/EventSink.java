package io.resetguard.event;

/** Where events go. Called by the writer thread only; may throw, which costs the event but not the sink. */
interface EventSink {
    /** Of {@link #tick}: not before the next event. */
    long NEVER = Long.MAX_VALUE;

    void write(Event event);

    /** After each batch: what was written must now be where a crash does not take it. */
    void flush();

    /** Does what is due; returns after how many nanoseconds it wants to be called again, or {@link #NEVER}. */
    long tick();

    /** The JVM is going down: nothing may wait any more. {@link #write} may still be called. */
    void hurry();
}
