package io.resetguard.event;

import java.io.File;
import java.io.IOException;

/** The number of this process. */
public final class Pid {
    private static final long UNKNOWN = -1;

    private Pid() {}

    /** Negative where it cannot be told: Java 8 on a system without {@code /proc}. */
    public static long current() {
        // Before ProcessHandle, which starts a thread pool when it is first used.
        long pid = fromProc();
        return pid >= 0 ? pid : fromProcessHandle();
    }

    private static long fromProc() {
        try {
            String name = new File("/proc/self").getCanonicalFile().getName();
            return name.equals("self") ? UNKNOWN : Long.parseLong(name);
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    private static long fromProcessHandle() {
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            Object current = handle.getMethod("current").invoke(null);
            return (Long) handle.getMethod("pid").invoke(current);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
