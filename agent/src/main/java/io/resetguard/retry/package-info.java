/**
 * Whether a request is sent again: a policy of guard clauses, a decision out of a closed set, the
 * budget. Pure; the sending itself belongs to the client's own package. The breaker's place is kept.
 */
package io.resetguard.retry;
