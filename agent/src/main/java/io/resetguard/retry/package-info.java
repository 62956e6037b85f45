/**
 * Whether a request is sent again: a policy of guard clauses, a decision out of a closed set, the
 * limits of each origin. Pure; the sending itself belongs to the client's own package.
 */
package io.resetguard.retry;
