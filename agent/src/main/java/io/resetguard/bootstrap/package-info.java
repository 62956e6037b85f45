/**
 * What the hooks inside the JDK's classes may call. These classes live in the boot loader: the jar
 * carries them as {@code io/resetguard/boot/*.raw}, so that no other loader can find a second copy.
 * They see {@code java.base} only, never throw, and hand on objects, strings and longs over one bridge.
 */
package io.resetguard.bootstrap;
