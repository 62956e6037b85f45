package io.resetguard.event;

/** {@code log=stderr}. */
final class StderrRoute implements LineRoute {
    @Override
    public void tell(LogLine line) {
        line.printToStderr();
    }

    @Override
    public long tick() {
        return EventSink.NEVER;
    }

    @Override
    public void hurry() {}
}
