/**
 * The commands behind {@code java -jar resetguard.jar}. They run in their own JVM and are never loaded in
 * the watched application. Exit codes: 0 done, 1 the input made it impossible, 2 wrong use.
 */
package io.resetguard.cli;
