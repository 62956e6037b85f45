package io.resetguard.config;

/** What the agent sends again by itself: the values of {@code retry}. */
public enum RetryMode {
    OFF,
    /** Tiers P0 and P1: the request provably was not processed. */
    PROVEN,
    /** And tier S: idempotent requests on reused connections. */
    IDEMPOTENT
}
