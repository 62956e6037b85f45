package io.resetguard.config;

/** What of a URL is hidden: the values of {@code redact}. User info, fragments and path parameters always are. */
public enum RedactMode {
    QUERY,
    /** Path and query. */
    PATH,
    NONE
}
