package io.resetguard.retry;

import java.util.Locale;

/** Why a request was sent again, or why it was not: a closed set, the key {@code reason} of events. */
public enum RetryReason {
    /** Done: nothing of it went onto the wire. */
    NOTHING_WAS_SENT,
    /** Done: no connection came about, and the host has another address. */
    NEXT_ADDRESS,
    /** Done: the peer says that it was not processed. */
    PEER_SAYS_UNPROCESSED,
    /** Done: idempotent, and no byte of an answer came on a reused connection. */
    IDEMPOTENT_ON_REUSED_CONNECTION,
    /** Done: it has an idempotency key, and no byte of an answer came on a reused connection. */
    KEYED_ON_REUSED_CONNECTION,
    /** Done: safe, no byte of an answer came, and {@code retry.fresh} is on. */
    SAFE_ON_FRESH_CONNECTION,

    /** Not done: part of a response had come. */
    RESPONSE_HAD_BEGUN,
    /** Not done: a tunnel or another protocol was asked for. */
    PROTOCOL_SWITCH,
    /** Not done: the body cannot be written a second time. */
    BODY_NOT_REPLAYABLE,
    /** Not done: {@code retry=proven}, and nothing is proven. */
    NOT_PROVEN,
    /** Not done: neither idempotent nor keyed. */
    NOT_IDEMPOTENT,
    /** Not done: on a fresh connection, and {@code retry.fresh} is off. */
    FRESH_CONNECTION,
    /** Not done: idempotent but not safe, on a fresh connection. */
    NOT_SAFE_ON_FRESH_CONNECTION,
    /** Not done: without proof, once is all that the agent adds. */
    RETRIED_BEFORE,
    /** Not done: {@code retry.max} sends after the first were made, the JDK's own included. */
    MAX_REACHED,
    /** Not done: too little is left of the application's time-outs or of {@code retry.deadline}. */
    DEADLINE,
    /** Not done: retries to this origin failed, or most of its fresh connections did. */
    BREAKER_OPEN,
    /** Not done: as many retries to this origin as may be are under way. */
    CONCURRENT,
    /** Not done: a library above the client retries by itself. */
    RETRYING_LAYER,
    /** Not done: {@code retry.budget} of this origin is used up. */
    BUDGET,
    /** Not done: a push promise was asked for, and what was pushed may be with the application. */
    PUSHED,
    /** Not done: too little is known of the failed send, as where a hook does not fit this JDK. */
    FACTS_MISSING,
    /** Not done by the JDK either, which {@code jdk-resend=block} kept from it: neither idempotent nor keyed nor proven. */
    JDK_RESEND_BLOCKED,
    /** Not done, and not told: {@code hosts} leaves this origin alone. */
    NOT_WATCHED,
    /** Not done: the application gave the request up. */
    CANCELLED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }
}
