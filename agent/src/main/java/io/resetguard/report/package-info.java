/**
 * What can be learned from files of events after the fact: read, added up, concluded, written as a page, as text or as
 * JSON. Runs in its own JVM and is never loaded in the watched application. What is read was written by anybody: it is
 * bounded, counted and made inert on its way in.
 */
package io.resetguard.report;
