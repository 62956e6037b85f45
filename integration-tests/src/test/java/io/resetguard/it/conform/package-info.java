/**
 * Does a program get the same with the agent as without, whatever it does with the two clients' public API, and does the
 * server get the same requests?
 */
package io.resetguard.it.conform;
