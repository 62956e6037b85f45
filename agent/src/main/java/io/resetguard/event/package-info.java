/**
 * Telling: the event with its text and JSON forms, the sinks, the rate limit and the summary at exit.
 * Nothing here is formatted or written on the caller's thread.
 */
package io.resetguard.event;
