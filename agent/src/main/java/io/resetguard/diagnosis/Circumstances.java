package io.resetguard.diagnosis;

/** What is to be known of this JVM where an end is diagnosed. Immutable. */
public final class Circumstances {

    /** Of this JVM. */
    final JdkRelease jdk;

    /** {@link System#nanoTime()}. */
    final long nowNanos;

    /** How long this JVM stood still since the connection became idle, or was opened. */
    final long pausedNanos;

    /** When it was: {@code 2026-11-21T06:41:04.459Z}; empty where that is not known. */
    final String time;

    /** What of the agent's own would help, and is on already. */
    final OwnOptions options;

    public Circumstances(JdkRelease jdk, long nowNanos, long pausedNanos, String time, OwnOptions options) {
        this.jdk = jdk;
        this.nowNanos = nowNanos;
        this.pausedNanos = pausedNanos;
        this.time = time;
        this.options = options;
    }

    /** On a JVM that did not stand still, with nothing of the agent's switched on. */
    static Circumstances plain(JdkRelease jdk, long nowNanos) {
        return new Circumstances(jdk, nowNanos, 0, "", OwnOptions.NONE);
    }
}
