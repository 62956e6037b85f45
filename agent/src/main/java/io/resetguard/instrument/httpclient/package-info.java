/**
 * {@code java.net.http.HttpClient} (JDK 11 and newer): the classes and methods of
 * {@code jdk.internal.net.http} that are hooked, and how this client re-sends, pools and evicts
 * connections. Knows nothing of the other client.
 */
package io.resetguard.instrument.httpclient;
