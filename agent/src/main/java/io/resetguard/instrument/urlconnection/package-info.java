/**
 * {@code HttpURLConnection}: the classes and methods of {@code sun.net.www} that are hooked, and how
 * this client re-sends, keeps and drops connections. Knows nothing of the other client.
 */
package io.resetguard.instrument.urlconnection;
