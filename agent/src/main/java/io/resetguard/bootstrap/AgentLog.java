package io.resetguard.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's own faults end: counted, and each kind told once on stderr. Nothing here throws, locks or formats
 * on a healthy path. Any thread.
 */
public final class AgentLog {

    /** At most this many kinds of fault are told; later ones are only counted. */
    private static final int TOLD_AT_MOST = 8;

    private static final AtomicLong SUPPRESSED = new AtomicLong();

    private static final String[] TOLD = new String[TOLD_AT_MOST];

    /** For tests: the name of a {@code Probe} entry, or of a room, that shall fail each time it is entered. */
    private static volatile @Nullable String faultIn;

    private AgentLog() {}

    /** How many faults of the agent were swallowed since the JVM started. */
    public static long suppressedCount() {
        return SUPPRESSED.get();
    }

    /** Counts a fault of the agent's own, and tells the first of its kind. Never throws. */
    public static void suppressed(String where, Throwable fault) {
        try {
            SUPPRESSED.incrementAndGet();
            String kind = where + ": " + fault.getClass().getName();
            if (firstOfItsKind(kind)) {
                System.err.println("[resetguard] a fault of the agent itself in " + kind + " (the application is not"
                        + " affected; counted from now on, told once): " + oneLine(fault));
            }
        } catch (Throwable ignored) {
            // Not even telling it worked (out of memory, a broken System.err): the count is what remains.
        }
    }

    /** Makes the named place fail from now on, to prove that a fault stays inside; {@code null} ends it. */
    public static void injectFaultIn(@Nullable String place) {
        faultIn = place;
    }

    /** Called at the head of each place where a fault can be injected. */
    public static void faultPoint(String place) {
        String wanted = faultIn;
        if (wanted != null && wanted.equals(place)) {
            throw new IllegalStateException("injected fault in " + place);
        }
    }

    private static boolean firstOfItsKind(String kind) {
        synchronized (TOLD) {
            for (int i = 0; i < TOLD.length; i++) {
                if (TOLD[i] == null) {
                    TOLD[i] = kind;
                    return true;
                }
                if (TOLD[i].equals(kind)) {
                    return false;
                }
            }
            return false;
        }
    }

    private static String oneLine(Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        String at = stack.length == 0 ? "" : " at " + stack[0];
        return String.valueOf(fault.getMessage()).replace('\n', ' ').replace('\r', ' ') + at;
    }
}
