package io.resetguard.event;

/** How loud an event's log line is. */
public enum Level {
    INFO,
    WARN
}
