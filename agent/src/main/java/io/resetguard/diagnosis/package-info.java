/**
 * Why a connection ended: ordered rules turn frozen facts into a cause, a confidence, the evidence for and against, and
 * advice with the exact setting. Pure. No sentence holds a header value, a path, a query or anything else that a peer or
 * an application wrote; only numbers, names of settings, and product names of our own list.
 */
package io.resetguard.diagnosis;
