/**
 * Whether a request is sent again: a policy of guard clauses, a decision out of a closed set, the
 * budget and the breaker. Pure; the sending itself belongs to the client's own package. A place kept.
 */
package io.resetguard.retry;
