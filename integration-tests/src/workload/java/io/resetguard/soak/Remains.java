package io.resetguard.soak;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a JVM has open: its sockets (on Linux) and threads. */
final class Remains {
    /** Threads that the JDK and the agent start once. */
    private static final int STANDING_THREADS = 6;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final int sockets;
    private final Set<String> threads;

    private Remains(int sockets, Set<String> threads) {
        this.sockets = sockets;
        this.threads = threads;
    }

    static Remains now() {
        int sockets = 0;
        File[] open = new File("/proc/self/fd").listFiles();
        for (File descriptor : open == null ? new File[0] : open) {
            sockets += isSocket(descriptor) ? 1 : 0;
        }
        Set<String> threads = new TreeSet<String>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.add(thread.getName());
        }
        return new Remains(sockets, threads);
    }

    private static boolean isSocket(File descriptor) {
        try {
            return Files.readSymbolicLink(descriptor.toPath()).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed by now
        }
    }

    /**
     * Waits until there is about as much again as there was before; or for long, in vain. HttpClient itself, without any
     * agent, leaves sockets of calls that failed open, in CLOSE_WAIT: so many more are not complained about.
     */
    static Remains awaitLike(Remains before, long failedHttpClientCalls) {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            System.gc();
            Remains now = now();
            // A few are the JDK's own: a selector's wake-up, the attach listener.
            boolean like =
                    now.sockets <= before.sockets + 2 && now.threads.size() <= before.threads.size() + STANDING_THREADS;
            if (like || System.nanoTime() - end > 0) {
                return now.without(before, like || now.sockets - before.sockets <= failedHttpClientCalls);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private Remains without(Remains before, boolean like) {
        Set<String> more = new TreeSet<String>(threads);
        more.removeAll(before.threads);
        if (!like) {
            System.out.println("violation left open: " + (sockets - before.sockets) + " sockets, threads " + more);
        }
        return new Remains(sockets - before.sockets, more);
    }

    @Override
    public String toString() {
        return "sockets=" + sockets + " threads=" + threads;
    }
}
