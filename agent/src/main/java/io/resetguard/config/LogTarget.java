package io.resetguard.config;

/** Where log lines go: the values of {@code log}. */
public enum LogTarget {
    /** The application's own SLF4J where it has one, else stderr. */
    APP,
    STDERR,
    OFF
}
