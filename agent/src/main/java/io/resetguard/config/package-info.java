/**
 * The options: read once from argument, system properties, environment and file, then immutable.
 * A bad value is kept as a value and told; it never stops the application.
 */
package io.resetguard.config;
