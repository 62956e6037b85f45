/** Software that nobody here wrote: real servers that reset, and libraries over the JDK's clients. */
package io.resetguard.it.real;
