/**
 * How the JVM is prepared: the boot classes are defined, the class file transformer is added, and
 * each JDK class that gets hooked is checked for the shape we rely on. What is missing switches off
 * only what depends on it.
 */
package io.resetguard.install;
