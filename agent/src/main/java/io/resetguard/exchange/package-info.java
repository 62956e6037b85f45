/**
 * What happened: one request and its response, the connection it ran on, the phase it was in and the
 * signal that ended it. A {@code PeerReset} holds those facts frozen. Pure: no I/O, no clock of its own.
 */
package io.resetguard.exchange;
