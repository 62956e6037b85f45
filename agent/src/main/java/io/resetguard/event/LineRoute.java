package io.resetguard.event;

/** Where log lines go. Writer's thread only. */
interface LineRoute {
    void tell(LogLine line);

    /** Does what is due; returns as {@link EventSink#tick}. */
    long tick();

    /** Nothing may wait any more. */
    void hurry();
}
