package io.resetguard.bootstrap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent's own faults end: counted, and each kind told once, on stderr and to a listener. Nothing here
 * throws, locks or formats on a healthy path. Any thread.
 */
public final class AgentLog {

    /** At most this many kinds of fault are told; later ones are only counted. */
    private static final int TOLD_AT_MOST = 8;

    private static final AtomicLong SUPPRESSED = new AtomicLong();

    private static final String[] TOLD = new String[TOLD_AT_MOST];

    /** Set while a thread hands a fault to the listener: what fails there is not handed on again. */
    private static final ThreadLocal<Boolean> HANDING_ON = new ThreadLocal<>();

    private static @Nullable Consumer<String> listener;

    /** For tests: the name of a {@code Probe} entry, or of a room, that shall fail each time it is entered. */
    private static volatile @Nullable String faultIn;

    private AgentLog() {}

    /** How many faults of the agent were swallowed since the JVM started. */
    public static long suppressedCount() {
        return SUPPRESSED.get();
    }

    /**
     * Who hears of the first fault of each kind, those before it included: its place, class and message, on the
     * thread that had it. Must not block.
     */
    public static void listener(@Nullable Consumer<String> hearer) {
        String[] before;
        synchronized (TOLD) {
            listener = hearer;
            before = TOLD.clone();
        }
        for (int i = 0; hearer != null && i < before.length && before[i] != null; i++) {
            handOn(hearer, before[i]);
        }
    }

    /** Counts a fault of the agent's own, and tells the first of its kind. Never throws. */
    public static void suppressed(String where, Throwable fault) {
        try {
            SUPPRESSED.incrementAndGet();
            String kind = where + ": " + fault.getClass().getName();
            Consumer<String> hearer;
            synchronized (TOLD) {
                if (!isFirstOfItsKind(kind)) {
                    return;
                }
                hearer = listener;
            }
            System.err.println("[resetguard] a fault of the agent itself in " + kind + " (the application is not"
                    + " affected; counted from now on, told once): " + oneLine(fault));
            if (hearer != null) {
                handOn(hearer, kind + ": " + oneLine(fault));
            }
        } catch (Throwable ignored) {
            // Not even telling it worked (out of memory, a broken System.err): the count is what remains.
        }
    }

    private static void handOn(Consumer<String> hearer, String fault) {
        if (HANDING_ON.get() != null) {
            return;
        }
        HANDING_ON.set(Boolean.TRUE);
        try {
            hearer.accept(fault);
        } catch (Throwable ignored) {
            // It was told on stderr: who listens must not make it worse.
        } finally {
            HANDING_ON.remove();
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

    private static boolean isFirstOfItsKind(String kind) {
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

    private static String oneLine(Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        String at = stack.length == 0 ? "" : " at " + stack[0];
        return String.valueOf(fault.getMessage()).replace('\n', ' ').replace('\r', ' ') + at;
    }
}
