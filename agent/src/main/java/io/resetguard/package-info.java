/**
 * The front door: the agent's entry, which lets nothing it meets reach the application, and the
 * conductor, the only class that knows the order of the rooms. Everything may be imported here;
 * nothing imports this package.
 */
package io.resetguard;
