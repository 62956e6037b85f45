/** What {@code java -jar resetguard.jar} says about what a watched JVM wrote: the real jar on both sides. */
package io.resetguard.it.report;
