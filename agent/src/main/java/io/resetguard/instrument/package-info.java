/**
 * Which classes and methods of the JDK are hooked, as rows of a table, and the bytecode a row emits.
 * What is particular to one HTTP client is in the package of that client.
 */
package io.resetguard.instrument;
