package io.resetguard.event;

/** One line on its way: its text, and whose it is. */
final class LogLine {
    final Event event;
    final String text;
    final long arrivedNanos;

    LogLine(Event event, String text, long arrivedNanos) {
        this.event = event;
        this.text = text;
        this.arrivedNanos = arrivedNanos;
    }

    String logger() {
        return "resetguard." + event.type().text();
    }

    boolean isWarning() {
        return event.level() == Level.WARN;
    }

    /** A line of JSON goes without the prefix: whoever asked for JSON feeds it to something that parses lines. */
    void printToStderr() {
        if (text.startsWith("{")) {
            AgentLines.printBare(text);
        } else {
            AgentLines.print(text);
        }
    }
}
