/**
 * The one class that calls the application's SLF4J. The jar carries it as {@code io/resetguard/app/*.raw};
 * it is defined at run time in a child of the loader the application logs with, which alone can see
 * that SLF4J.
 */
package io.resetguard.event.slf4j;
