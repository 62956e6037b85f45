/**
 * What is known of one origin and of one remote address: idle times that worked and failed, the keep-alive that the peer
 * announced, idle connections that it closed, which connections ended together; and what follows for its limits. Bounded
 * and pure. A healthy request finds it on its connection; what is noted of one is a field at most.
 */
package io.resetguard.origin;
