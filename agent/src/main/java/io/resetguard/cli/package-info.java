/**
 * The tools behind {@code java -jar resetguard.jar}. They run in their own JVM and are never loaded in
 * the watched application.
 */
package io.resetguard.cli;
