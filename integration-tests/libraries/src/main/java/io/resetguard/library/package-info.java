/**
 * One program for each library that sends with a client of the JDK. Each has a method {@code send}, which
 * {@code LibraryWorkload} of the integration tests finds by its name, and calls for one request at a time:
 * {@code static String send(String method, String url, String body) throws Exception}. An empty body is none; what comes
 * back is the response's body. The library is set up as its own documentation begins: once, with its defaults.
 */
package io.resetguard.library;
