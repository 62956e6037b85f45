/**
 * What can be learned from a file of events after the fact. Runs in its own JVM and is never loaded in
 * the watched application. A place kept.
 */
package io.resetguard.report;
