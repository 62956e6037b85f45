/** The wire points on each JDK, with each client, in each mode, and under the JVM settings that people run: one table. */
package io.resetguard.it.matrix;
