/**
 * What is known of one origin and of one remote address: idle times that worked and failed, the keep-alive that the peer
 * announced, idle connections that it closed, and which connections ended together. Bounded, pure, and touched only where
 * a connection begins or ends, never for a healthy request.
 */
package io.resetguard.origin;
